namespace HybridInference;

/// <summary>Matches an e-mail address around its '@': local part plain or quoted, domain with international labels.</summary>
/// <remarks>Grammar: RFC 5321 4.1.2, RFC 6531; lengths: RFC 5321 4.5.3.1; top-level names: RFC 3696 2.</remarks>
internal static class EmailMatcher
{
    private const double Score = 0.95;
    private const int MaxLocalLength = 64;
    private const int MaxDomainLength = 255;
    private const int MaxLabelLength = 63;

    public static bool TryMatch(ReadOnlySpan<char> text, int at, out PiiMatch match)
    {
        int start = at > 0 && text[at - 1] == '"' ? StartOfQuotedPart(text, at) : StartOfLocalPart(text, at);
        int end = EndOfDomain(text, at + 1);
        match = new PiiMatch(PiiCategories.Email, start, end - start, Score);
        return start < at && text[at - 1] != '.' && !IsUserOfAddress(text[..start]) && IsDomainName(text[(at + 1)..end]);
    }

    /// <summary>The user before the host of a web address has no mailbox.</summary>
    private static bool IsUserOfAddress(ReadOnlySpan<char> before) => before.EndsWith("://", StringComparison.Ordinal);

    private static int StartOfLocalPart(ReadOnlySpan<char> text, int at)
    {
        int start = at;
        while (start > 0 && at - start < MaxLocalLength && IsLocal(text[start - 1]))
        {
            start--;
        }

        int path = text[start..at].LastIndexOfAny('/', '=', '|');
        start += path + 1;
        while (start < at && IsPunctuation(CharacterTraits.At(text, start)))
        {
            start++;
        }

        return start;
    }

    private static int StartOfQuotedPart(ReadOnlySpan<char> text, int at)
    {
        int from = Math.Max(0, at - MaxLocalLength);
        int quote = text[from..(at - 1)].LastIndexOf('"');
        return quote < 0 || quote == at - from - 2 ? at : from + quote;
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

    private static bool IsDomainName(ReadOnlySpan<char> domain)
    {
        int dot = domain.LastIndexOf('.');
        ReadOnlySpan<char> top = domain[(dot + 1)..];
        return dot > 0 && top.Length is >= 2 and <= MaxLabelLength && char.IsLetter(top[0]) && char.IsLetterOrDigit(domain[0])
            && !top.ContainsAnyInRange('0', '9') | top.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)
            && domain.IndexOf("..", StringComparison.Ordinal) < 0;
    }

    /// <summary>A sign that an address has inside, and text before it too; '_' is a letter here.</summary>
    private static bool IsPunctuation(int traits) => (traits & (CharacterTraits.Mailbox | CharacterTraits.Word)) == CharacterTraits.Mailbox;

    private static bool IsLocal(char character) => CharacterTraits.HasInAnyScript(character, CharacterTraits.Mailbox);

    private static bool IsDomain(char character) => CharacterTraits.HasInAnyScript(character, CharacterTraits.Host);
}
