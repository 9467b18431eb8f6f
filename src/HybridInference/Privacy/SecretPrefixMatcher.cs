namespace HybridInference;

/// <summary>Matches keys and tokens that begin with their vendor's prefix, and private keys in PEM form.</summary>
/// <remarks>Prefixes and lengths: the vendors' own documentation of their token formats.</remarks>
internal static class SecretPrefixMatcher
{
    private const double Score = 0.9;
    private const int MaxLength = 4096;
    private const string PemBegin = "-----BEGIN ";
    private const string PemPrivateKey = "PRIVATE KEY-----";

    /// <summary>A prefix and the least number of characters that follow it.</summary>
    private static readonly (string Prefix, int MinRest)[] Prefixes =
    [
        ("AKIA", 16), ("ASIA", 16), // Amazon Web Services
        ("AIza", 30), // Google
        ("ghp_", 30), ("gho_", 30), ("ghu_", 30), ("ghs_", 30), ("ghr_", 30), ("github_pat_", 40), // GitHub
        ("glpat-", 20), // GitLab
        ("hf_", 30), // Hugging Face
        ("npm_", 30), // npm
        ("rk_live_", 20), ("sk_live_", 20), // Stripe
        ("SG.", 40), // SendGrid
        ("sk-", 20), // OpenAI, Anthropic
        ("xoxa-", 20), ("xoxb-", 20), ("xoxp-", 20), // Slack
        ("eyJ", 40), // JSON Web Token
    ];

    public static bool TryMatch(ReadOnlySpan<char> text, int start, out PiiMatch match)
    {
        match = default;
        if (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[start..];
        return rest[0] == '-' ? TryMatchPem(rest, start, out match) : TryMatchPrefix(rest, start, out match);
    }

    private static bool TryMatchPrefix(ReadOnlySpan<char> rest, int start, out PiiMatch match)
    {
        foreach ((string prefix, int minRest) in Prefixes)
        {
            if (rest.StartsWith(prefix, StringComparison.Ordinal))
            {
                int length = TokenLength(rest);
                match = new PiiMatch(PiiCategories.Secret, start, length, Score);
                return length - prefix.Length >= minRest;
            }
        }

        match = default;
        return false;
    }

    private static int TokenLength(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && length < MaxLength && IsToken(rest[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>The header alone says that a private key follows, so the whole rest counts as one.</summary>
    private static bool TryMatchPem(ReadOnlySpan<char> rest, int start, out PiiMatch match)
    {
        match = new PiiMatch(PiiCategories.Secret, start, rest.Length, Score);
        if (!rest.StartsWith(PemBegin, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> label = rest[PemBegin.Length..Math.Min(rest.Length, PemBegin.Length + 40)];
        return label.Contains(PemPrivateKey, StringComparison.Ordinal);
    }

    private static bool IsToken(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.';
}
