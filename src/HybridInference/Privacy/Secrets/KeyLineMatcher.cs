namespace HybridInference;

/// <summary>Matches a full line of a private key without its header: 64 characters of Base64. A certificate has such lines too, so the score stays low.</summary>
/// <remarks>RFC 7468 2: lines of exactly 64 characters.</remarks>
internal static class KeyLineMatcher
{
    private const double Score = 0.45;
    private const int Length = 64;

    public static bool TryMatch(TextToken token, out PiiMatch match)
    {
        ReadOnlySpan<char> text = token.Text;
        int floor = Math.Max(0, token.Start - Length);
        int start = text[floor..token.Start].LastIndexOfAnyExcept(CharacterSets.Base64) + 1 + floor;
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + Length + 1)];
        int length = rest.IndexOfAnyExcept(CharacterSets.Base64);
        match = new PiiMatch(PiiCategories.Secret, start, Length, Score);
        return (length < 0 ? rest.Length : length) == Length && IsRandom(rest[..Length]) && (rest.Length == Length || rest[Length] != '=');
    }

    private static bool IsRandom(ReadOnlySpan<char> line)
    {
        var randomness = new Randomness(line);
        return randomness is { Digits: > 2, Uppers: > 10, Lowers: > 10 } && randomness.Entropy > 4.5;
    }
}
