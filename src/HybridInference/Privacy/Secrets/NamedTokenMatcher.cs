namespace HybridInference;

/// <summary>Matches a random-looking run of letters and digits after a word such as "token", "secret" or "Bearer" and a space.</summary>
internal static class NamedTokenMatcher
{
    private const double Score = 0.7;
    private const int MaxNameLength = 24;
    private const int MinKeyLength = 16;

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
        ReadOnlySpan<char> name = before[(before.LastIndexOfAny(CharacterSets.Delimiters) + 1)..];
        return !name.IsEmpty && IsKey(name, value);
    }

    /// <summary>The name and its value in one: <c>vendor-key-value</c>.</summary>
    private static bool TryMatchInside(in TextToken token, ref PiiMatch match)
    {
        ReadOnlySpan<char> value = token.Value.TrimEnd('.');
        int dash = value.LastIndexOfAny('-', '_');
        if (dash < 4 || !char.IsAsciiLetter(value[dash - 1]) || value.Length - dash <= MinKeyLength || !CredentialWords.NamesKey(value[..dash]))
        {
            return false;
        }

        match = new PiiMatch(PiiCategories.Secret, token.Start + dash + 1, value.Length - dash - 1, Score);
        return SecretValue.IsKey(value[(dash + 1)..]);
    }

    private static bool IsKey(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        value.Length >= MinKeyLength && char.IsAsciiLetter(name[^1]) && CredentialWords.NamesKey(name) && SecretValue.IsKey(value)
        && !value.Contains('.');
}
