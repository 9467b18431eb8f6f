namespace HybridInference;

/// <summary>Matches tokens whose first characters no run of letters and digits holds, such as the '~' of OpenShift's.</summary>
/// <remarks>
/// OpenShift OAuth ("sha256~"); Google identity platform (refresh tokens, "1//0"); Braintree, PayPal ("access_token$production$"); Okta
/// ("SSWS", tokens from "00" on); Slack (webhooks, written without their scheme too).
/// </remarks>
internal static class IntroducedTokenMatcher
{
    private const double Score = 0.85;
    private const int MinLength = 30;
    private const int MaxLength = 200;
    private const int FewestDigits = 3;

    /// <summary>The first characters, and how many of them stand before the run.</summary>
    private static readonly (string Text, int Before)[] Beginnings =
    [
        ("sha256~", 7), ("1//0", 3), ("access_token$production$", 24), ("access_token$sandbox$", 21), ("SSWS 00", 5),
        ("hooks.slack.com/services/", 25), ("hooks.slack.com/workflows/", 26),
    ];

    public static bool TryMatch(in TextToken token, out PiiMatch match)
    {
        match = default;
        if (token.Start < 3 || !MayFollow(token.Text[token.Start - 1], token.Text[token.Start]))
        {
            return false;
        }

        foreach ((string beginning, int before) in Beginnings)
        {
            int start = token.Start - before;
            if (start >= 0 && token.Text[start..].StartsWith(beginning, StringComparison.Ordinal))
            {
                int length = LengthFrom(token.Text, token.Start);
                match = new PiiMatch(PiiCategories.Secret, start, before + length, Score);
                return length >= MinLength && new Randomness(token.Text.Slice(token.Start, length)).Digits >= FewestDigits;
            }
        }

        return false;
    }

    /// <summary>Whether one of the beginnings may end with a character, before the first one of a run.</summary>
    private static bool MayFollow(char last, char first) => last is '~' or '/' or '$' || (last == ' ' && first == '0');

    private static int LengthFrom(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + MaxLength)];
        int length = rest.IndexOfAny(CharacterSets.UrlEnd);
        return (length < 0 ? rest : rest[..length]).TrimEnd(".,;:!?)").Length;
    }
}
