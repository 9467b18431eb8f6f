namespace HybridInference;

/// <summary>Matches an international bank account number: the length of its country, letters and digits, check digits; or named by a word before.</summary>
/// <remarks>ISO 13616-1; check digits: ISO 7064 MOD 97-10.</remarks>
internal static class IbanMatcher
{
    private const double Score = 1;

    /// <summary>Above that of a phone number that its last groups look like.</summary>
    private const double CuedScore = 0.82;
    private const int MaxWritten = 60;
    private const int MinWritten = 15;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> text = token.Text;
        int start = token.Start;
        int length = CountryLength(text, start);
        if (length == 0)
        {
            return false;
        }

        Span<char> compact = stackalloc char[IbanCountries.MaxLength];
        int end = Read(text, start, compact[..length]);
        bool isValid = end > 0 && IsValid(compact[..length]);
        end = end > 0 && (isValid || !text[start..end].Contains(IdentifierRun.LineBreak)) ? end : start + token.Value.TrimEnd("-.").Length;
        match = new PiiMatch(PiiCategories.Iban, start, end - start, isValid ? Score : CuedScore);
        return isValid || (IsLikely(text[start..end]) && token.CuesAround(start, end).Names(Cue.Iban));
    }

    /// <summary>Returns the length for the country of two letters and a digit, 0 for anything else.</summary>
    private static int CountryLength(ReadOnlySpan<char> text, int start)
    {
        bool hasShape = start + MinWritten <= text.Length && char.IsAsciiLetter(text[start]) && char.IsAsciiLetter(text[start + 1]) && char.IsAsciiDigit(text[start + 2]);
        return hasShape ? IbanCountries.LengthOf(text[start], text[start + 1]) : 0;
    }

    /// <summary>Whether letters and digits that fail the check can be one with an error in it.</summary>
    private static bool IsLikely(ReadOnlySpan<char> written) =>
        written.Length is >= MinWritten and <= MaxWritten && char.IsAsciiLetterUpper(written[0]) && new Randomness(written) is { Digits: >= 8 };

    /// <summary>Reads letters and digits with single spaces, dashes or line breaks between.</summary>
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
            else if (text[position] is not (' ' or '-' or IdentifierRun.LineBreak) || !char.IsAsciiLetterOrDigit(text[position - 1]))
            {
                return -1;
            }
        }

        bool goesOn = position < text.Length && char.IsAsciiLetterOrDigit(text[position]);
        return count < compact.Length || goesOn ? -1 : position;
    }

    private static bool IsValid(ReadOnlySpan<char> compact)
    {
        int remainder = CheckDigits.Remainder(compact[..4], 97, CheckDigits.Remainder(compact[4..], 97));
        return remainder == 1 && char.IsAsciiDigit(compact[3]);
    }
}
