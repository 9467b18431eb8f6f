namespace HybridInference;

/// <summary>Reads an extension behind a phone number: "ext. 12", "x12", "#12", ";ext=12".</summary>
internal static class PhoneExtension
{
    private const int MaxDigits = 7;
    private const int MaxSkipped = 3;

    /// <summary>Longer words first: each is tried at the same place.</summary>
    private static readonly string[] Words = ["extension", "anexo", "extn", "ext", "int", "доб", "x", "#"];

    /// <summary>Returns the end of an extension that starts at a position, or the position itself where none does.</summary>
    public static int End(ReadOnlySpan<char> text, int position)
    {
        int word = SkipBeforeWord(text, position);
        char first = word == text.Length ? '\0' : char.ToLowerInvariant(text[word]);
        if (first is not ('e' or 'a' or 'i' or 'д' or 'x' or '#'))
        {
            return position;
        }

        foreach (string candidate in Words)
        {
            if (candidate[0] == first && text[word..].StartsWith(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return EndOfDigits(text, position, SkipBehindWord(text, word + candidate.Length));
            }
        }

        return position;
    }

    private static int EndOfDigits(ReadOnlySpan<char> text, int position, int start)
    {
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        bool isWhole = end == text.Length || !char.IsLetter(text[end]);
        return isWhole && end - start is >= 1 and <= MaxDigits ? end : position;
    }

    private static int SkipBeforeWord(ReadOnlySpan<char> text, int position)
    {
        int end = position;
        while (end < text.Length && end - position < MaxSkipped && text[end] is ' ' or ',' or ';' or '\u00A0')
        {
            end++;
        }

        return end;
    }

    private static int SkipBehindWord(ReadOnlySpan<char> text, int position)
    {
        int end = position;
        while (end < text.Length && end - position < MaxSkipped && text[end] is ' ' or '.' or ':' or '=' or '\u00A0')
        {
            end++;
        }

        return end;
    }
}
