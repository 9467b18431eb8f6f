using System.Buffers;

namespace HybridInference;

/// <summary>Matches tokens that have no prefix but a structure of their own: Airtable, Azure, Discord, Kubernetes, Mailchimp, Mailgun, MaxMind, New Relic, ngrok, RapidAPI, Telegram, Terraform.</summary>
/// <remarks>
/// Discord developer documentation (id, time stamp and code, each in Base64, between dots); Mailchimp Marketing API (32 hexadecimal digits,
/// a dash and the data centre); Telegram Bot API (the bot's id, a colon, 35 characters); HCP Terraform (14 characters, "atlasv1", 60 or more);
/// New Relic licence keys (40 characters that end with NRAL); Airtable Web API ("pat", 14 characters, 64 hexadecimal digits);
/// Kubernetes bootstrap tokens (6 and 16 small letters and digits); Microsoft identity platform (three characters, a digit, "Q~" and
/// 31 to 34 characters), Azure keys (the signature JQQJ99); MaxMind licence keys (40 characters that end with "_mmk"); ngrok (27 and 21
/// characters); Mailgun (32, 8 and 8 hexadecimal digits); RapidAPI (50 characters with "msh" and "jsn" at their places).
/// </remarks>
internal static class StructuredTokenMatcher
{
    private const double Score = 0.85;

    /// <summary>The length of a bootstrap token, the shortest but for a client secret, whose run ends at its '~'.</summary>
    private const int MinLength = 23;
    private const int MailchimpKeyLength = 32;
    private const int TelegramCodeLength = 34;
    private const int NewRelicKeyLength = 40;
    private const int MaxClientSecretRest = 40;
    private const int MaxMindKeyLength = 40;
    private const int NgrokTokenLength = 49;
    private const int KeyLength = 50;

    private static readonly SearchValues<char> ClientSecretCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.~");

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        ReadOnlySpan<char> value = token.Value.TrimEnd('.');
        match = token.Match(PiiCategories.Secret, value.Length, Score);
        return value.Length < MinLength
            ? TryMatchClientSecret(token, ref match)
            : IsDiscord(value) || IsMailchimp(value) || IsLicenceKey(value) || IsDotted(value) || IsAnnotated(value) || IsInParts(value)
                || TryMatchTelegram(token, ref match);
    }

    private static bool IsDiscord(ReadOnlySpan<char> value)
    {
        int first = value.IndexOf('.');
        int last = value.LastIndexOf('.');
        return first is >= 23 and <= 30 && value[0] is 'M' or 'N' or 'O' && last - first is 7 or 8 && value.Length - last is >= 28 and <= 40
            && new Randomness(value) is { Digits: > 2, Uppers: > 5, Lowers: > 5 };
    }

    private static bool IsLicenceKey(ReadOnlySpan<char> value) =>
        value.Length == NewRelicKeyLength && value.EndsWith("NRAL", StringComparison.Ordinal) && new Randomness(value) is { Digits: > 4, Symbols: 0 };

    /// <summary>Parts of one length each, with a sign or with letters between them.</summary>
    private static bool IsInParts(ReadOnlySpan<char> value) => value.Length switch
    {
        MaxMindKeyLength => value[6] == '_' && value.EndsWith("_mmk", StringComparison.Ordinal),
        NgrokTokenLength => value[27] == '_' && value[0] is '1' or '2' && new Randomness(value) is { Symbols: 1, Uppers: > 5, Lowers: > 5 },
        KeyLength => (value[32] == '-' && value[41] == '-' && new Randomness(value) is { Symbols: 2, IsHexadecimal: true })
            || (value[10..13] is "msh" && value.LastIndexOf("jsn", StringComparison.Ordinal) > KeyLength / 2),
        _ => false,
    };

    private static bool IsDotted(ReadOnlySpan<char> value)
    {
        int dot = value.IndexOf('.');
        ReadOnlySpan<char> rest = dot < 0 ? [] : value[(dot + 1)..];
        return dot switch
        {
            6 => rest.Length == 16 && IsBootstrap(value),
            14 => rest.Length >= 60 && rest.StartsWith("atlasv1.", StringComparison.Ordinal),
            17 => rest.Length == 64 && value.StartsWith("pat", StringComparison.Ordinal) && !rest.ContainsAnyExcept(CharacterSets.Hexadecimal),
            _ => false,
        };
    }

    private static bool IsBootstrap(ReadOnlySpan<char> value) => new Randomness(value) is { Uppers: 0, Symbols: 1, Digits: > 3, Lowers: > 3 };

    private static bool IsAnnotated(ReadOnlySpan<char> value) => value.Length >= 60 && value.IndexOf("JQQJ99", StringComparison.Ordinal) > 40 && new Randomness(value[..40]).Entropy > 3.5;

    /// <summary>The '~' behind the Q ends the token; another may stand before it and in what follows.</summary>
    private static bool TryMatchClientSecret(in TextToken token, ref PiiMatch match)
    {
        ReadOnlySpan<char> text = token.Text;
        int tilde = token.End;
        if (tilde >= text.Length || text[tilde] != '~' || token.Value.Length is < 3 or > 5 || token.Value[^1] != 'Q' || !char.IsAsciiDigit(token.Value[^2]))
        {
            return false;
        }

        int start = tilde - 5;
        ReadOnlySpan<char> rest = text[(tilde + 1)..Math.Min(text.Length, tilde + 1 + MaxClientSecretRest)];
        int length = rest.IndexOfAnyExcept(ClientSecretCharacters);
        length = length < 0 ? rest.Length : length;
        match = new PiiMatch(PiiCategories.Secret, Math.Max(0, start), tilde + 1 + length - start, Score);
        return start >= 0 && !text[start..tilde].ContainsAnyExcept(ClientSecretCharacters) && length is >= 31 and <= 34;
    }

    private static bool IsMailchimp(ReadOnlySpan<char> value) =>
        value.Length is MailchimpKeyLength + 4 or MailchimpKeyLength + 5 && value[MailchimpKeyLength..].StartsWith("-us", StringComparison.Ordinal)
        && !value[..MailchimpKeyLength].ContainsAnyExcept(CharacterSets.Hexadecimal) && !value[(MailchimpKeyLength + 3)..].ContainsAnyExceptInRange('0', '9');

    /// <summary>The token is the code; the id stands before a colon, or the id and the code follows.</summary>
    private static bool TryMatchTelegram(in TextToken token, ref PiiMatch match)
    {
        int colon = token.Start - 1;
        ReadOnlySpan<char> value = token.Value;
        if (colon < 5 || token.Text[colon] != ':' || value[0] != 'A' || value.Length < TelegramCodeLength || value.Contains('.'))
        {
            return false;
        }

        ReadOnlySpan<char> before = token.Text[Math.Max(0, colon - 17)..colon];
        int digits = before.Length - 1 - before.LastIndexOfAnyExceptInRange('0', '9');
        match = new PiiMatch(PiiCategories.Secret, colon - digits, digits + 1 + value.Length, Score);
        return digits is >= 5 and <= 16;
    }
}
