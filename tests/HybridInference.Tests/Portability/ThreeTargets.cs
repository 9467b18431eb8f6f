using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Portability;

/// <summary>A hybrid client over a local target and the remote targets "a" and "b", of which a test chooses the preferred one.</summary>
internal sealed class ThreeTargets
{
    private static readonly TargetCapabilities LocalWithTools = new(ChatCapabilities.Tools);

    public ThreeTargets(HybridChatClientServices? services = null, HybridChatClientOptions? options = null, TargetCapabilities? b = null)
    {
        Client = new(
            [HybridTarget.Local(Local, capabilities: LocalWithTools), HybridTarget.Remote(A, "a"), HybridTarget.Remote(B, "b", b)],
            [.. DefaultRoutingPolicies.Create(options ?? new()), new Preference(this)],
            options,
            services);
    }

    public FakeChatClient Local { get; } = FakeChatClient.Replying("local answer");

    public FakeChatClient A { get; } = FakeChatClient.Replying("answer of a");

    public FakeChatClient B { get; } = FakeChatClient.Replying("answer of b");

    public HybridChatClient Client { get; }

    /// <summary>Gets or sets the target that comes first when nothing else matters.</summary>
    public string Preferred { get; set; } = "a";

    public static RoutingDecision DecisionOf(ChatResponse response) => response.GetRoutingDecision()!;

    /// <summary>Makes a client answer with the same response on both paths.</summary>
    public static void Answer(FakeChatClient client, Func<ChatResponse> answer)
    {
        client.GetResponseAsyncCallback = (_, _, _) => Task.FromResult(answer());
        client.GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(answer().ToChatResponseUpdates());
    }

    /// <summary>Makes a client answer with some content.</summary>
    public static void Answer(FakeChatClient client, params AIContent[] contents) =>
        Answer(client, () => new(new ChatMessage(ChatRole.Assistant, [.. contents])) { FinishReason = ChatFinishReason.Stop });

    /// <summary>Makes a client answer in a conversation that it keeps.</summary>
    public static void Keep(FakeChatClient client, string conversationId, string text = "noted") =>
        Answer(client, () => new(new ChatMessage(ChatRole.Assistant, text)) { ConversationId = conversationId, FinishReason = ChatFinishReason.Stop });

    public static void Fail(FakeChatClient client)
    {
        client.GetResponseAsyncCallback = (_, _, _) => Task.FromException<ChatResponse>(new HttpRequestException("down"));
        client.GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of([], new HttpRequestException("down"));
    }

    private sealed class Preference(ThreeTargets targets) : IRoutingPolicy
    {
        public string Name => "test";

        public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default) =>
            new(RoutingVerdict.Prefer(context.Targets.Single(target => target.Name == targets.Preferred), 1000, "test"));
    }
}
