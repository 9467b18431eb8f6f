using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Routing;

/// <summary>The capability policy counts with what a local client offers, where the estimate could be wrong.</summary>
public sealed class TokenCounterTests
{
    private const string Long = "0123456789";

    [Theory]
    [InlineData(512, 0, false)]
    [InlineData(513, 0, true)]
    [InlineData(412, 100, false)]
    [InlineData(413, 100, true)]
    public async Task Capability_CounterIsReady_CountsExactly(int count, int output, bool isDenied)
    {
        var counter = new FakeCounter { Count = count };
        RoutingVerdict verdict = await EvaluateAsync(counter, Times(Long, 100), output);
        Assert.Equal(isDenied, verdict.Denials.Length == 1);
        Assert.Equal(1, counter.Calls);
    }

    [Fact]
    public async Task Capability_CounterIsNotReady_EstimatesWithoutWaitingForIt()
    {
        var counter = new FakeCounter { IsReady = false };
        Assert.Empty((await EvaluateAsync(counter, Times(Long, 100), output: 0)).Denials);
        Assert.Single((await EvaluateAsync(counter, Times(Long, 300), output: 0)).Denials);
        Assert.Equal(0, counter.Calls);
    }

    [Fact]
    public async Task Capability_PromptFitsInAnyCase_IsNotCounted()
    {
        var counter = new FakeCounter { Count = 10_000 };
        Assert.Empty((await EvaluateAsync(counter, Times(Long, 10), output: 0)).Denials);
        Assert.Equal(0, counter.Calls);
    }

    [Theory]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(ObjectDisposedException))]
    public async Task Capability_CounterRefuses_Estimates(Type exception)
    {
        var counter = new FakeCounter { Failure = (Exception)Activator.CreateInstance(exception, "test")! };
        Assert.Empty((await EvaluateAsync(counter, Times(Long, 100), output: 0)).Denials);
        Assert.Single((await EvaluateAsync(counter, Times(Long, 300), output: 0)).Denials);
    }

    [Fact]
    public void HybridTarget_CounterOfAClient_IsUsedForLocalTargetsOnly()
    {
        var counter = new FakeCounter();
        using var client = new CountingClient(counter);
        Assert.Same(counter, HybridTarget.Local(client).Route.TokenCounter);
        Assert.Null(HybridTarget.Remote(client).Route.TokenCounter);
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static async Task<RoutingVerdict> EvaluateAsync(ITokenCounter counter, string message, int output)
    {
        RouteTarget[] targets = [TestTargets.Local with { TokenCounter = counter }, TestTargets.Remote];
        ChatOptions? options = output == 0 ? null : new ChatOptions { MaxOutputTokens = output };
        var context = new ChatRoutingContext([new ChatMessage(ChatRole.User, message)], options, targets);
        return await new CapabilityRoutingPolicy().EvaluateAsync(context, TestContext.Current.CancellationToken);
    }

    private sealed class FakeCounter : ITokenCounter
    {
        public bool IsReady { get; init; } = true;

        public int Count { get; init; }

        public Exception? Failure { get; init; }

        public int Calls { get; private set; }

        public Task<int> CountTokensAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            return Failure is null ? Task.FromResult(Count) : Task.FromException<int>(Failure);
        }
    }

    private sealed class CountingClient(ITokenCounter counter) : DelegatingChatClient(new FakeChatClient())
    {
        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ITokenCounter) ? counter : base.GetService(serviceType, serviceKey);
    }
}
