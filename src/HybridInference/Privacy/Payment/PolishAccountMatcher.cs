namespace HybridInference;

/// <summary>Matches a Polish account number without its country: 26 digits, the first two of them check digits.</summary>
/// <remarks>NRB, order 5/2002 of the president of Narodowy Bank Polski; check digits: ISO 7064 MOD 97-10 with PL written as 2521.</remarks>
internal static class PolishAccountMatcher
{
    private const double Score = 0.6;
    private const int Length = 26;
    private const string Country = "2521";

    public static bool TryMatch(TextToken token, out PiiMatch match)
    {
        match = default;
        if (token.Text.Length - token.Start < Length || !char.IsAsciiDigit(token.Text[token.Start]))
        {
            return false;
        }

        Span<char> digits = stackalloc char[Length];
        int end = Read(token.Text, token.Start, digits);
        match = token.Match(PiiCategories.Iban, Math.Max(0, end - token.Start), Score);
        return end > 0 && IsValid(digits);
    }

    /// <returns>The end of the digits, single spaces or dashes between, or 0 when there are more or fewer.</returns>
    private static int Read(ReadOnlySpan<char> text, int start, Span<char> digits)
    {
        int count = 0;
        int position = start;
        for (; position < text.Length && count < Length; position++)
        {
            if (char.IsAsciiDigit(text[position]))
            {
                digits[count++] = text[position];
            }
            else if (text[position] is not (' ' or '-') || !char.IsAsciiDigit(text[position - 1]))
            {
                return 0;
            }
        }

        bool goesOn = position < text.Length && char.IsAsciiLetterOrDigit(text[position]);
        return count < Length || goesOn ? 0 : position;
    }

    private static bool IsValid(Span<char> digits)
    {
        Span<char> whole = stackalloc char[Length + 4];
        digits[2..Length].CopyTo(whole);
        Country.CopyTo(whole[(Length - 2)..]);
        digits[..2].CopyTo(whole[(Length + 2)..]);
        return CheckDigits.IsMod97(whole) && !Compact.IsUniform(digits[2..Length]);
    }
}
