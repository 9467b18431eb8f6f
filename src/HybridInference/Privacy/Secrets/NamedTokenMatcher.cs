namespace HybridInference;

/// <summary>Matches a random-looking run of letters and digits after a word such as "token", "secret" or "Bearer" and a space, and a password in a sentence.</summary>
internal static class NamedTokenMatcher
{
    private const double Score = 0.7;
    private const int MaxNameLength = 40;
    private const int MinInsideNameLength = 3;
    private const int MinKeyLength = 16;
    private const int MinGroupedLength = 24;
    private const int MaxPasswordLength = 80;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        ReadOnlySpan<char> value = token.Value.TrimEnd('.');
        match = token.Match(PiiCategories.Secret, value.Length, Score);
        if (TryMatchInside(token, ref match))
        {
            return true;
        }

        if (token.Start < 3 || token.Text[token.Start - 1] is not (' ' or '\t' or '"' or '\''))
        {
            return false;
        }

        ReadOnlySpan<char> before = token.Text[Math.Max(0, token.Start - MaxNameLength)..token.Start].TrimEnd(" \t\"',");
        ReadOnlySpan<char> name = LastWord(before);
        return !name.IsEmpty && (IsKey(name, value) || TryMatchPassword(token, before, name, ref match));
    }

    /// <summary>"the password is x1" in the languages that say so with one word, "login me password x1" in a .netrc file, "identified by 'x1'" in SQL.</summary>
    private static bool TryMatchPassword(in TextToken token, ReadOnlySpan<char> before, ReadOnlySpan<char> name, ref PiiMatch match)
    {
        ReadOnlySpan<char> start = before[..^name.Length].TrimEnd();
        bool isNamed = name switch
        {
            "is" or "was" or "to" or "ist" or "lautet" or "est" or "es" or "è" or "jest" or "é" or "är" or "er" => CredentialWords.NamesPassword(LastWord(start)),
            "BY" or "by" => LastWord(start).Equals("identified", StringComparison.OrdinalIgnoreCase),
            "password" => LastWord(start[..^LastWord(start).Length].TrimEnd()) is "login",
            _ => false,
        };
        return isNamed && TryMatchPassword(token, ref match);
    }

    private static bool TryMatchPassword(in TextToken token, ref PiiMatch match)
    {
        ReadOnlySpan<char> rest = token.Text[token.Start..Math.Min(token.Text.Length, token.Start + MaxPasswordLength)];
        int length = rest.IndexOfAny(CharacterSets.UrlEnd);
        ReadOnlySpan<char> value = (length < 0 ? rest : rest[..length]).TrimEnd(".,;:!?)");
        match = token.Match(PiiCategories.Secret, value.Length, Score);
        return new Randomness(value).Letters > 0 && SecretValue.IsPassword(value, isQuoted: false);
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> before) => before[(before.LastIndexOfAny(CharacterSets.Delimiters) + 1)..];

    /// <summary>The name and its value in one: <c>vendor-key-value</c>.</summary>
    private static bool TryMatchInside(in TextToken token, ref PiiMatch match)
    {
        ReadOnlySpan<char> value = token.Value.TrimEnd('.');
        int dash = value.Length - MinInsideNameLength > MinKeyLength ? EndOfName(value) : 0;
        if (dash < MinInsideNameLength || !char.IsAsciiLetter(value[dash - 1]) || value.Length - dash <= MinKeyLength || !CredentialWords.NamesKey(value[..dash]))
        {
            return false;
        }

        match = new PiiMatch(PiiCategories.Secret, token.Start + dash + 1, value.Length - dash - 1, Score);
        return SecretValue.IsKey(value[(dash + 1)..]);
    }

    /// <summary>The first dash behind a word for a key where only groups with digits follow, else the last dash.</summary>
    private static int EndOfName(ReadOnlySpan<char> value)
    {
        int dash = value.IndexOf('-');
        while (dash > 0 && !(CredentialWords.EndsWithKey(value[..dash]) && HasDigitsInGroups(value[(dash + 1)..])))
        {
            int next = value[(dash + 1)..].IndexOf('-');
            dash = next < 0 ? -1 : dash + 1 + next;
        }

        return dash > 0 ? dash : value.LastIndexOfAny('-', '_');
    }

    /// <summary>Not two groups of ten and five, as names in a cluster end with.</summary>
    private static bool HasDigitsInGroups(ReadOnlySpan<char> groups)
    {
        if (groups.Length < MinGroupedLength)
        {
            return false;
        }

        foreach (Range group in groups.Split('-'))
        {
            if (!groups[group].ContainsAnyInRange('0', '9'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsKey(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        value.Length >= MinKeyLength && char.IsAsciiLetter(name[^1]) && CredentialWords.NamesKey(name) && SecretValue.IsKey(value)
        && !value.Contains('.');
}
