using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

/// <summary>A hybrid client over two fakes.</summary>
internal sealed class TestHybrid
{
    public TestHybrid(
        FakeChatClient? local = null,
        FakeChatClient? remote = null,
        HybridChatClientServices? services = null,
        int maxAttempts = 2,
        HybridChatClientOptions? options = null)
    {
        options ??= new();
        options.MaxAttempts = maxAttempts;
        Local = local ?? FakeChatClient.Replying("local answer");
        Remote = remote ?? FakeChatClient.Replying("remote answer");
        Client = new HybridChatClient(
            [HybridTarget.Local(Local), HybridTarget.Remote(Remote)],
            options: options,
            services: services);
    }

    public FakeChatClient Local { get; }

    public FakeChatClient Remote { get; }

    public HybridChatClient Client { get; }

    public static string LargePrompt { get; } = string.Join(' ', Enumerable.Repeat("word", 400));

    public static RoutingDecision DecisionOf(ChatResponse response) => response.GetRoutingDecision()!;
}
