namespace HybridInference;

/// <summary>Matches a private key in PEM or PGP armour from its first dash to its end line.</summary>
/// <remarks>RFC 7468 (PEM), RFC 9580 6.2 (PGP armour).</remarks>
internal static class PrivateKeyMatcher
{
    private const double Score = 1;
    private const int MaxLabelLength = 60;
    public const string Begin = "-----BEGIN ";
    public const string End = "-----END ";
    private const string Dashes = "-----";

    public static bool TryMatch(ReadOnlySpan<char> text, int start, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> rest = text[start..];
        if (!rest.StartsWith(Begin, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> label = rest[Begin.Length..Math.Min(rest.Length, Begin.Length + MaxLabelLength)];
        int labelLength = label.IndexOf(Dashes, StringComparison.Ordinal);
        if (labelLength < 0 || label[..labelLength].IndexOf("PRIVATE KEY", StringComparison.Ordinal) < 0)
        {
            return false;
        }

        match = new PiiMatch(PiiCategories.Secret, start, LengthOfBlock(rest), Score);
        return true;
    }

    /// <summary>The header alone says that a private key follows, so without an end line the whole rest counts as one.</summary>
    private static int LengthOfBlock(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOf(End, StringComparison.Ordinal);
        if (end < 0)
        {
            return rest.Length;
        }

        end += End.Length;
        int dashes = rest[end..].IndexOf(Dashes, StringComparison.Ordinal);
        return dashes is < 0 or > MaxLabelLength ? end : end + dashes + Dashes.Length;
    }
}
