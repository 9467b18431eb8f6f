using System.Buffers;

namespace HybridInference;

/// <summary>Tells values that are secrets from variables, code and placeholders.</summary>
internal static class SecretValue
{
    private const int MinPasswordLength = 6;
    private const int MaxPasswordLength = 80;
    private const int MinKeyLength = 12;
    private const int MinWordLength = 12;

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("(){}[]<>");

    /// <summary>A quoted password may be a word; one without quotes must have a digit or a sign, or it could be any word of a sentence.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isQuoted">Whether it stands between quotes, or nothing else can stand in its place.</param>
    /// <param name="minWordLength">The least length of a quoted one that is a word.</param>
    public static bool IsPassword(ReadOnlySpan<char> value, bool isQuoted, int minWordLength = MinWordLength)
    {
        if (value.Length is < MinPasswordLength or > MaxPasswordLength || Placeholders.IsAssigned(value))
        {
            return false;
        }

        var randomness = new Randomness(value);
        bool isCode = !isQuoted && (value.ContainsAny(CodeCharacters) || LooksLikePath(value));
        return !isCode && !value.Contains(' ') && (randomness.Digits > 0 || (isQuoted ? randomness.Symbols > 0 || value.Length >= minWordLength : HasSign(value)));
    }

    /// <summary>A key is long and looks random.</summary>
    public static bool IsKey(ReadOnlySpan<char> value)
    {
        if (value.Length < MinKeyLength || Placeholders.IsAssigned(value) || value.ContainsAny(' ', '(', '{'))
        {
            return false;
        }

        var randomness = new Randomness(value);
        return IsMixed(value, randomness) && randomness.Entropy >= 2.8 && !LooksLikeVersionOrDate(value, randomness) && !NameOfCode.Is(value);
    }

    /// <summary>Digits among letters; or, without digits, capitals as often as in no name.</summary>
    private static bool IsMixed(ReadOnlySpan<char> value, Randomness randomness)
    {
        bool hasManyCapitals = value.Length >= 20 && randomness.Uppers * 3 >= randomness.Letters && randomness.Lowers * 3 >= randomness.Letters;
        return randomness.Digits > 1 ? randomness.Letters > 0 || value.Length >= 16 : hasManyCapitals && randomness.Symbols <= 2;
    }

    private static bool LooksLikePath(ReadOnlySpan<char> value) => value[0] is '/' or '.' or '\\' || value.IndexOf("->", StringComparison.Ordinal) >= 0;

    private static bool HasSign(ReadOnlySpan<char> value) => value.IndexOfAny(CharacterSets.Signs) > 0;

    private static bool LooksLikeVersionOrDate(ReadOnlySpan<char> value, Randomness randomness) =>
        randomness.Letters < 3 && (value.ContainsAny('.', ':', '/') || value.ContainsAny(' ', '-', '+'));
}
