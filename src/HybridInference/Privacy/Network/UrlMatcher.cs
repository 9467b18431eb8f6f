namespace HybridInference;

/// <summary>Matches a web address from the ':' of its scheme. A web address by itself is public: its score makes no request private.</summary>
/// <remarks>RFC 3986.</remarks>
internal static class UrlMatcher
{
    private const double Score = 0.3;
    private const int MaxLength = 512;

    public static bool TryMatch(ReadOnlySpan<char> text, int colon, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> rest = text[colon..];
        if (!rest.StartsWith("://", StringComparison.Ordinal))
        {
            return false;
        }

        int scheme = SchemeLength(text[Math.Max(0, colon - 5)..colon]);
        int length = Math.Min(rest.Length, MaxLength);
        int end = rest[..length].IndexOfAny(CharacterSets.UrlEnd);
        ReadOnlySpan<char> address = rest[..(end < 0 ? length : end)].TrimEnd(".,;:!?)");
        match = new PiiMatch(PiiCategories.Url, colon - scheme, scheme + address.Length, Score);
        return scheme > 0 && address.Length > 6;
    }

    private static int SchemeLength(ReadOnlySpan<char> before) =>
        before.EndsWith("https", StringComparison.OrdinalIgnoreCase) ? 5
        : before.EndsWith("http", StringComparison.OrdinalIgnoreCase) || before.EndsWith("ftps", StringComparison.OrdinalIgnoreCase) ? 4
        : before.EndsWith("ftp", StringComparison.OrdinalIgnoreCase) ? 3
        : 0;
}
