namespace HybridInference;

/// <summary>Reads an extension behind a phone number: "ext. 12", "x12", "#12", ";ext=12".</summary>
internal static class PhoneExtension
{
    private const int MaxDigits = 7;

    /// <summary>Longer words first: each is tried at the same place.</summary>
    private static readonly string[] Words = ["extension", "anexo", "extn", "ext", "int", "доб", "x", "#"];

    /// <summary>Returns the end of an extension that starts at a position, or the position itself where none does.</summary>
    public static int End(ReadOnlySpan<char> text, int position)
    {
        int word = Skip(text, position, " ,;\u00A0", 3);
        if (word == text.Length || char.ToLowerInvariant(text[word]) is not ('e' or 'a' or 'i' or 'д' or 'x' or '#'))
        {
            return position;
        }

        foreach (string candidate in Words)
        {
            if (text[word..].StartsWith(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return EndOfDigits(text, position, Skip(text, word + candidate.Length, " .:=\u00A0", 3));
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

    private static int Skip(ReadOnlySpan<char> text, int position, string characters, int most)
    {
        int end = position;
        while (end < text.Length && end - position < most && characters.Contains(text[end]))
        {
            end++;
        }

        return end;
    }
}
