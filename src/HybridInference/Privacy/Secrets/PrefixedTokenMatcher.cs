namespace HybridInference;

/// <summary>Matches tokens that begin with their vendor's prefix, or have the shape that such tokens share.</summary>
internal static class PrefixedTokenMatcher
{
    private const double KnownScore = 0.9;
    private const double ShapeScore = 0.6;
    private const int MaxPrefix = 8;
    private const int MinRest = 32;
    private const int MaxExtension = 200;
    private const int MaxHashName = 8;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        ReadOnlySpan<char> value = Extend(token);
        if (value.Length < 16)
        {
            return false;
        }

        int prefix = TokenPrefixes.Find(value);
        bool found = prefix > 0 ? IsRandom(value[prefix..]) : HasShape(value) && !GoesOn(token) && !IsHash(token);
        match = token.Match(PiiCategories.Secret, value.Length, prefix > 0 ? KnownScore : ShapeScore);
        return found;
    }

    /// <summary>Some vendors use '=' and '$' inside their tokens too.</summary>
    private static ReadOnlySpan<char> Extend(in TextToken token)
    {
        ReadOnlySpan<char> rest = token.Text[token.Start..Math.Min(token.Text.Length, token.End + MaxExtension)];
        int end = token.End - token.Start;
        while (end > 4 && end + 1 < rest.Length && rest[end] is '=' or '$' && CharacterSets.Token.Contains(rest[end + 1]) && TokenPrefixes.Find(rest) > 0)
        {
            int more = rest[(end + 1)..].IndexOfAnyExcept(CharacterSets.Token);
            end = more < 0 ? rest.Length : end + 1 + more;
        }

        return rest[..end].TrimEnd('.');
    }

    private static bool IsRandom(ReadOnlySpan<char> rest)
    {
        var randomness = new Randomness(rest);
        bool isWords = randomness is { Digits: < 2, Symbols: > 0 } && (randomness.Uppers == 0 || randomness.Lowers == 0);
        return !isWords && !Placeholders.IsFiller(rest);
    }

    /// <summary>A run that goes on in Base64 is a hash or data, not a token.</summary>
    private static bool GoesOn(in TextToken token) => token.End < token.Text.Length && token.Text[token.End] is '+' or '/' or '=';

    /// <summary>"sha256=" and the hash of a file.</summary>
    private static bool IsHash(in TextToken token)
    {
        ReadOnlySpan<char> name = token.Text[Math.Max(0, token.Start - MaxHashName)..token.Start].TrimEnd("=:0123456789");
        return token.Start > 0 && token.Text[token.Start - 1] is '=' or ':' && name.EndsWith("sha", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A few letters, '_' or '-', then a long run of digits, small and capital letters.</summary>
    private static bool HasShape(ReadOnlySpan<char> value)
    {
        int separator = value.IndexOfAny('_', '-');
        if (separator is < 2 or > MaxPrefix || value.StartsWith("sha", StringComparison.Ordinal) || value.Length - separator <= MinRest)
        {
            return false;
        }

        ReadOnlySpan<char> rest = value[(separator + 1)..];
        var randomness = new Randomness(rest);
        return randomness is { Symbols: 0, Digits: > 2, Uppers: > 2, Lowers: > 2 } && randomness.Entropy > 3.8;
    }
}
