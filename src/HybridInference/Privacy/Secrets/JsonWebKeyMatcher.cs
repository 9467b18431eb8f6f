namespace HybridInference;

/// <summary>Matches the private part of a JSON Web Key, <c>"d"</c> or <c>"k"</c>, from the ':' behind its name.</summary>
/// <remarks>RFC 7517 4.1, RFC 7518 6.2.2, 6.3.2 and 6.4.1.</remarks>
internal static class JsonWebKeyMatcher
{
    private const double Score = 0.85;
    private const int Window = 1024;
    private const int MinLength = 20;

    public static bool TryMatch(ReadOnlySpan<char> text, int colon, out PiiMatch match)
    {
        match = default;
        if (colon < 3 || text[colon - 1] != '"' || text[colon - 2] is not ('d' or 'k') || text[colon - 3] != '"')
        {
            return false;
        }

        int space = text[(colon + 1)..].IndexOfAnyExcept(' ', '\t');
        int start = colon + 2 + Math.Max(0, space);
        if (space < 0 || start >= text.Length || text[start - 1] != '"')
        {
            return false;
        }

        int length = text[start..].IndexOfAnyExcept(CharacterSets.Token);
        match = new PiiMatch(PiiCategories.Secret, start, Math.Max(0, length), Score);
        return length >= MinLength && text[Math.Max(0, colon - Window)..Math.Min(text.Length, colon + Window)].Contains("\"kty\"", StringComparison.Ordinal);
    }
}
