namespace HybridInference;

/// <summary>Matches web addresses that are a credential themselves: incoming webhooks and addresses with a key in their path, from the ':' of the scheme.</summary>
/// <remarks>Slack ("keep your webhook URL secret"), Discord, Feishu, IFTTT, Make, Microsoft Teams and Zapier developer documentation; IBM SoftLayer API for the address of its SOAP services.</remarks>
internal static class WebhookMatcher
{
    private const double Score = 0.9;
    private const int MinPathLength = 18;

    private static readonly string[] Places =
    [
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
        "webhook.office.com/webhookb2/", "outlook.office.com/webhook/", "hooks.zapier.com/hooks/catch/", "api.softlayer.com/soap/v3.1/",
        "hook.eu1.make.com/", "hook.eu2.make.com/", "hook.us1.make.com/", "hook.us2.make.com/", "open.feishu.cn/open-apis/bot/", "open.larksuite.com/open-apis/bot/",
        "maker.ifttt.com/trigger/",
    ];

    /// <param name="url">The web address at that place.</param>
    /// <param name="text">The text.</param>
    /// <param name="match">The address as a secret.</param>
    public static bool TryMatch(PiiMatch url, ReadOnlySpan<char> text, out PiiMatch match)
    {
        match = url with { Category = PiiCategories.Secret, Score = Score };
        ReadOnlySpan<char> address = text.Slice(url.Start, url.Length);
        foreach (string place in Places)
        {
            int index = address.IndexOf(place, StringComparison.OrdinalIgnoreCase);
            if (index >= 0)
            {
                return address.Length - index - place.Length >= MinPathLength;
            }
        }

        return false;
    }
}
