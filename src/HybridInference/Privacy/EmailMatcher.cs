using System.Buffers;

namespace HybridInference;

/// <summary>Matches an e-mail address around its '@'.</summary>
internal static class EmailMatcher
{
    private const double Score = 0.95;
    private const int MaxLocalLength = 64;
    private const int MaxDomainLength = 255;

    private static readonly SearchValues<char> LocalPunctuation = SearchValues.Create(".!#$%&'*+/=?^_`{|}~-");

    public static bool TryMatch(ReadOnlySpan<char> text, int at, out PiiMatch match)
    {
        int start = StartOfLocalPart(text, at);
        int end = EndOfDomain(text, at + 1);
        match = new PiiMatch(PiiCategories.Email, start, end - start, Score);
        return start < at && HasTopLevelDomain(text[(at + 1)..end]);
    }

    private static int StartOfLocalPart(ReadOnlySpan<char> text, int at)
    {
        int start = at;
        while (start > 0 && at - start < MaxLocalLength && IsLocal(text[start - 1]))
        {
            start--;
        }

        while (start < at && LocalPunctuation.Contains(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int EndOfDomain(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end < text.Length && end - start < MaxDomainLength && IsDomain(text[end]))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        return end;
    }

    private static bool HasTopLevelDomain(ReadOnlySpan<char> domain)
    {
        int dot = domain.LastIndexOf('.');
        return dot > 0 && domain.Length - dot > 2 && char.IsLetter(domain[dot + 1]) && char.IsLetterOrDigit(domain[0]);
    }

    private static bool IsLocal(char character) => char.IsLetterOrDigit(character) || LocalPunctuation.Contains(character);

    private static bool IsDomain(char character) => char.IsLetterOrDigit(character) || character is '.' or '-';
}
