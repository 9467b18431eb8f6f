namespace HybridInference;

/// <summary>Matches full lines of a private key without its header: 64 characters of Base64. A certificate has such lines too, so the score stays low.</summary>
/// <remarks>RFC 7468 2: lines of exactly 64 characters.</remarks>
internal static class KeyLineMatcher
{
    private const double Score = 0.45;
    private const int Length = 64;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        if (!token.MayBeKey(Length))
        {
            return false;
        }

        ReadOnlySpan<char> text = token.Text;
        int floor = Math.Max(0, token.Start - Length);
        int start = text[floor..token.Start].LastIndexOfAnyExcept(CharacterSets.Base64) + 1 + floor;
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + Length + 1)];
        int length = rest.IndexOfAnyExcept(CharacterSets.Base64);
        bool isLine = (length < 0 ? rest.Length : length) == Length && IsRandom(rest[..Length]) && (rest.Length == Length || rest[Length] != '=');
        match = new PiiMatch(PiiCategories.Secret, start, isLine ? EndOfLines(text, start + Length) - start : 0, Score);
        return isLine;
    }

    /// <summary>Takes in the lines that follow.</summary>
    private static int EndOfLines(ReadOnlySpan<char> text, int end)
    {
        while (end < text.Length && text[end] is '\r' or '\n')
        {
            int next = end + text[end..].IndexOfAnyExcept(" \t\r\n");
            int length = next < end ? -1 : text[next..].IndexOfAnyExcept(CharacterSets.Base64);
            length = length < 0 ? text.Length - next : length;
            if (next < end || length > Length || (length < Length && !text[(next + length)..].StartsWith('=') && next + length < text.Length))
            {
                break;
            }

            end = next + length;
        }

        return end;
    }

    private static bool IsRandom(ReadOnlySpan<char> line)
    {
        var randomness = new Randomness(line);
        return randomness is { Digits: > 2, Uppers: > 10, Lowers: > 10 } && randomness.Entropy > 4.5;
    }
}
