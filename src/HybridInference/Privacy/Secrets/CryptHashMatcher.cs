using System.Buffers;

namespace HybridInference;

/// <summary>Matches a hashed password in modular crypt format, <c>$id$salt$hash</c>, around its id.</summary>
/// <remarks>crypt(5); Cisco IOS for types 8 and 9; RFC 9106 and the reference implementation for Argon2.</remarks>
internal static class CryptHashMatcher
{
    private const double Score = 0.8;
    private const int MinLength = 24;
    private const int MaxLength = 160;

    private static readonly string[] Ids = ["1", "2a", "2b", "2y", "5", "6", "7", "8", "9", "argon2i", "argon2d", "argon2id", "apr1"];

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz./$=,+-");

    /// <summary>Whether a token is an id between two '$'.</summary>
    public static bool IsStart(in TextToken token) =>
        token.Start > 0 && token.Text[token.Start - 1] == '$' && token.End < token.Text.Length && token.Text[token.End] == '$' && IsId(token.Value);

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        if (!IsStart(token))
        {
            return false;
        }

        int start = token.Start - 1;
        ReadOnlySpan<char> rest = token.Text[start..Math.Min(token.Text.Length, start + MaxLength)];
        int length = rest.IndexOfAnyExcept(Characters);
        rest = (length < 0 ? rest : rest[..length]).TrimEnd(".,");
        match = new PiiMatch(PiiCategories.Secret, start, rest.Length, Score);
        return rest.Length >= MinLength && rest.Count('$') >= 3 && new Randomness(rest).Entropy > 3.5;
    }

    private static bool IsId(ReadOnlySpan<char> value)
    {
        foreach (string id in Ids)
        {
            if (value.SequenceEqual(id))
            {
                return true;
            }
        }

        return false;
    }
}
