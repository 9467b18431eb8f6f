namespace HybridInference;

/// <summary>Matches the password in <c>scheme://user:password@host</c>, or a key that stands for both, from the ':' of the scheme.</summary>
/// <remarks>RFC 3986 3.2.1.</remarks>
internal static class UrlCredentialMatcher
{
    /// <summary>Above that of the e-mail address that a password and a host look like.</summary>
    private const double Score = 0.97;
    private const int MaxAuthorityLength = 300;
    private const int MinKeyLength = 24;

    public static bool TryMatch(ReadOnlySpan<char> text, int colon, out PiiMatch match)
    {
        match = default;
        if (!text[colon..].StartsWith("://", StringComparison.Ordinal))
        {
            return false;
        }

        int start = colon + 3;
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + MaxAuthorityLength)];
        int end = rest.IndexOfAny(CharacterSets.AuthorityEnd);
        ReadOnlySpan<char> authority = end < 0 ? rest : rest[..end];
        int at = authority.LastIndexOf('@');
        int separator = authority[..Math.Max(0, at)].IndexOf(':');
        if (separator < 0)
        {
            match = new PiiMatch(PiiCategories.Secret, start, Math.Max(0, at), Score);
            return at >= MinKeyLength && IsKey(authority[..at]);
        }

        if (at <= separator + 1 || authority[..separator].Contains('/'))
        {
            return false;
        }

        ReadOnlySpan<char> password = authority[(separator + 1)..at];
        match = new PiiMatch(PiiCategories.Secret, start + separator + 1, password.Length, Score);
        return !password.Contains('/') && password.Length > 2 && !Placeholders.IsAssigned(password);
    }

    /// <summary>A key has no part that could be a name.</summary>
    private static bool IsKey(ReadOnlySpan<char> user) => new Randomness(user) is { Symbols: 0 } && SecretValue.IsKey(user);
}
