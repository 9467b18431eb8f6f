namespace HybridInference;

/// <summary>Matches tokens that have no prefix but a structure of their own: Discord, Mailchimp, Telegram.</summary>
/// <remarks>
/// Discord developer documentation (id, time stamp and code, each in Base64, between dots); Mailchimp Marketing API (32 hexadecimal digits,
/// a dash and the data centre); Telegram Bot API (the bot's id, a colon, 35 characters).
/// </remarks>
internal static class StructuredTokenMatcher
{
    private const double Score = 0.85;
    private const int MailchimpKeyLength = 32;
    private const int TelegramCodeLength = 34;

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        ReadOnlySpan<char> value = token.Value.TrimEnd('.');
        match = token.Match(PiiCategories.Secret, value.Length, Score);
        return IsDiscord(value) || IsMailchimp(value) || TryMatchTelegram(token, ref match);
    }

    private static bool IsDiscord(ReadOnlySpan<char> value)
    {
        int first = value.IndexOf('.');
        int last = value.LastIndexOf('.');
        return first is >= 23 and <= 30 && value[0] is 'M' or 'N' or 'O' && last - first is 7 or 8 && value.Length - last is >= 28 and <= 40
            && new Randomness(value) is { Digits: > 2, Uppers: > 5, Lowers: > 5 };
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
