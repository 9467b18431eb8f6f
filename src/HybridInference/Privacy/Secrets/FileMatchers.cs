namespace HybridInference;

/// <summary>Asks, for a ':', every matcher of a file format that holds secrets.</summary>
internal static class FileMatchers
{
    public static bool TryMatch(ReadOnlySpan<char> text, int colon, out PiiMatch match)
    {
        match = default;
        return text[colon] == ':'
            && (PasswordFileMatcher.TryMatch(text, colon, out match)
                || JsonWebKeyMatcher.TryMatch(text, colon, out match)
                || KubernetesSecretMatcher.TryMatch(text, colon, out match)
                || PuttyKeyMatcher.TryMatch(text, colon, out match));
    }
}
