namespace HybridInference;

/// <summary>Matches the private lines of a PuTTY key file, from the ':' behind <c>Private-Lines</c>.</summary>
/// <remarks>PuTTY manual, appendix C, "PPK file format".</remarks>
internal static class PuttyKeyMatcher
{
    private const double Score = 1;
    private const string Header = "Private-Lines";
    private const int MaxLineLength = 66;
    private const int MaxDigits = 3;

    public static bool TryMatch(ReadOnlySpan<char> text, int colon, out PiiMatch match)
    {
        match = default;
        if (!text[..colon].EndsWith(Header, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> number = text[(colon + 1)..].TrimStart(' ');
        int digits = number[..Math.Min(number.Length, MaxDigits)].IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? Math.Min(number.Length, MaxDigits) : digits;
        int start = colon - Header.Length;
        int end = Math.Min(text.Length, text.Length - number.Length + digits + ((Compact.Number(number[..digits]) * MaxLineLength) + 2));
        match = new PiiMatch(PiiCategories.Secret, start, text[start..end].TrimEnd().Length, Score);
        return digits > 0;
    }
}
