namespace HybridInference;

/// <summary>Matches the value of a command-line option such as <c>--password value</c>, from the dash before its name.</summary>
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
        if (nameLength < 3 || char.IsWhiteSpace(rest[1]) || !CredentialWords.NamesPassword(rest[..nameLength]))
        {
            return false;
        }

        int start = dash + nameLength + 1;
        rest = text[start..Math.Min(text.Length, start + MaxValueLength)];
        int length = rest.IndexOfAny(CharacterSets.UrlEnd);
        ReadOnlySpan<char> value = length < 0 ? rest : rest[..length];
        match = new PiiMatch(PiiCategories.Secret, start, value.Length, Score);
        return !value.IsEmpty && SecretValue.IsPassword(value, isQuoted: false);
    }
}
