namespace HybridInference;

/// <summary>Matches a random-looking run of letters and digits after a word such as "token", "secret" or "Bearer" and a space.</summary>
internal static class NamedTokenMatcher
{
    private const double Score = 0.7;
    private const int MaxNameLength = 24;
    private const int MinKeyLength = 16;
    private const int MinPasswordLength = 6;

    public static bool TryMatch(TextToken token, out PiiMatch match)
    {
        match = default;
        if (token.Start < 3 || token.Text[token.Start - 1] is not (' ' or '\t' or '"' or '\''))
        {
            return false;
        }

        ReadOnlySpan<char> before = token.Text[Math.Max(0, token.Start - MaxNameLength)..token.Start].TrimEnd(" \t\"'");
        ReadOnlySpan<char> name = before[(before.LastIndexOfAny(CharacterSets.Delimiters) + 1)..];
        bool found = !name.IsEmpty && (IsKey(name, token.Value) || IsOption(name, token.Value));
        match = token.Match(PiiCategories.Secret, token.Value.TrimEnd('.').Length, Score);
        return found;
    }

    private static bool IsKey(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        value.Length >= MinKeyLength && char.IsAsciiLetter(name[^1]) && CredentialWords.NamesKey(name) && SecretValue.IsKey(value)
        && !value.Contains('.');

    /// <summary>A command-line option: <c>--password value</c>.</summary>
    private static bool IsOption(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        value.Length >= MinPasswordLength && name[0] == '-' && CredentialWords.NamesPassword(name) && SecretValue.IsPassword(value, isQuoted: false);
}
