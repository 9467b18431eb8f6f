namespace HybridInference;

/// <summary>Matches an international bank account number: the length of its country, letters and digits, check digits; or named by a word before.</summary>
/// <remarks>ISO 13616-1; check digits: ISO 7064 MOD 97-10.</remarks>
internal static class IbanMatcher
{
    private const double Score = 1;
    private const double CuedScore = 0.6;
    private const int MaxWritten = 60;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> text = token.Text;
        int start = token.Start;
        if (start + 15 > text.Length || !char.IsAsciiLetter(text[start]) || !char.IsAsciiLetter(text[start + 1]) || !char.IsAsciiDigit(text[start + 2]))
        {
            return false;
        }

        int length = IbanCountries.LengthOf(text[start], text[start + 1]);
        Span<char> compact = stackalloc char[IbanCountries.MaxLength];
        int end = Read(text, start, compact[..length]);
        if (length == 0 || end < 0)
        {
            return false;
        }

        bool isValid = IsValid(compact[..length]);
        match = new PiiMatch(PiiCategories.Iban, start, end - start, isValid ? Score : CuedScore);
        return isValid || (char.IsAsciiLetterUpper(text[start]) && token.CuesAround(start, end).Names(Cue.Iban));
    }

    /// <summary>Reads letters and digits with single spaces or dashes between.</summary>
    /// <returns>The end, or -1 when the number is shorter or longer than it should be.</returns>
    private static int Read(ReadOnlySpan<char> text, int start, Span<char> compact)
    {
        int count = 0;
        int position = start;
        for (; position < text.Length && position - start < MaxWritten && count < compact.Length; position++)
        {
            if (char.IsAsciiLetterOrDigit(text[position]))
            {
                compact[count++] = char.ToUpperInvariant(text[position]);
            }
            else if (text[position] is not (' ' or '-') || !char.IsAsciiLetterOrDigit(text[position - 1]))
            {
                return -1;
            }
        }

        bool goesOn = position < text.Length && char.IsAsciiLetterOrDigit(text[position]);
        return count < compact.Length || goesOn ? -1 : position;
    }

    private static bool IsValid(ReadOnlySpan<char> compact)
    {
        int remainder = 0;
        for (int i = 0; i < compact.Length; i++)
        {
            char character = compact[(i + 4) % compact.Length];
            remainder = char.IsAsciiDigit(character)
                ? ((remainder * 10) + (character - '0')) % 97
                : ((remainder * 100) + (character - 'A' + 10)) % 97;
        }

        return remainder == 1 && char.IsAsciiDigit(compact[3]);
    }
}
