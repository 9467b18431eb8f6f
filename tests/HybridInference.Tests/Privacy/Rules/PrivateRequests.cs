using HybridInference.Tests.Client;
using HybridInference.TestUtils;

namespace HybridInference.Tests.Privacy.Rules;

/// <summary>Options and clients for tests of what may happen to private requests.</summary>
internal static class PrivateRequests
{
    public static HybridChatClientOptions Handling(params (string Category, PrivateDataHandling Handling)[] handling)
    {
        var options = new HybridChatClientOptions();
        foreach ((string category, PrivateDataHandling value) in handling)
        {
            options.Privacy.Handling[category] = value;
        }

        return options;
    }

    public static FakeChatClient Down() => FakeChatClient.Failing(new HttpRequestException("down"));

    public static TestHybrid Asking(ConsentCallback askConsent, params (string Category, PrivateDataHandling Handling)[] handling) =>
        new(local: Down(), options: Handling(handling), services: new() { AskConsent = askConsent });
}
