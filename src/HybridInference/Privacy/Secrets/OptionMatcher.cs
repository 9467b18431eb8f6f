namespace HybridInference;

/// <summary>Matches the value of a command-line option such as <c>--password value</c> or <c>-u user:password</c>, from the dash before its name.</summary>
internal static class OptionMatcher
{
    private const double Score = 0.7;
    private const int MaxNameLength = 32;
    private const int MaxValueLength = 80;

    public static bool TryMatch(ReadOnlySpan<char> text, int dash, out PiiMatch match)
    {
        match = default;
        if (dash > 0 && !char.IsWhiteSpace(text[dash - 1]) && text[dash - 1] != '-')
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[dash..Math.Min(text.Length, dash + MaxNameLength)];
        int nameLength = rest.IndexOf(' ');
        return nameLength > 1 && !rest[..nameLength].ContainsAnyExcept(CharacterSets.Token) && TryMatchValue(text, rest[..nameLength], dash + nameLength + 1, out match);
    }

    private static bool TryMatchValue(ReadOnlySpan<char> text, ReadOnlySpan<char> name, int start, out PiiMatch match)
    {
        start += start < text.Length && text[start] is '"' or '\'' ? 1 : 0;
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + MaxValueLength)];
        int length = rest.IndexOfAny(CharacterSets.UrlEnd);
        ReadOnlySpan<char> value = length < 0 ? rest : rest[..length];
        int password = IsOfLogin(text[..start], name) ? 0 : PasswordStart(name, value);
        match = new PiiMatch(PiiCategories.Secret, start + password, value.Length - password, Score);
        return password < value.Length && SecretValue.IsPassword(value[password..], isQuoted: false);
    }

    /// <summary>"-p" has many meanings, but in "docker login" and "sshpass" one.</summary>
    private static bool IsOfLogin(ReadOnlySpan<char> before, ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> line = before[Math.Max(0, before.Length - MaxValueLength)..];
        line = line[(line.LastIndexOf('\n') + 1)..];
        return name is "-p" && (line.Contains("sshpass ", StringComparison.Ordinal) || line.Contains("docker login ", StringComparison.Ordinal));
    }

    /// <summary>Returns where the password in a value starts, the end of the value when there is none.</summary>
    private static int PasswordStart(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        int colon = name is "-u" or "-user" or "--user" ? value.IndexOf(':') : -1;
        return colon >= 0 ? colon + 1 : name.Length > 2 && CredentialWords.NamesPassword(name) ? 0 : value.Length;
    }
}
