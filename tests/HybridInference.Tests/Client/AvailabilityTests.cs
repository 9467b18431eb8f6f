using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Client;

public sealed class AvailabilityTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Target_FailedThreeTimes_IsNotTriedFirstUntilTheBreakIsOver(bool streaming)
    {
        TestHybrid hybrid = Create(local: FakeChatClient.Failing(new HttpRequestException("down")));
        for (int i = 0; i < 3; i++)
        {
            await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
        }

        ChatResponse during = await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
        int calls = hybrid.Local.Requests.Count;
        _time.Advance(TimeSpan.FromSeconds(31));
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal(3, calls);
        Assert.Equal(4, hybrid.Local.Requests.Count);
        Assert.Contains(RoutingReasons.TargetUnavailable, TestHybrid.DecisionOf(during).Reasons);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Target_AskedToBeLeftAlone_IsNoFallbackEither(bool streaming)
    {
        TestHybrid hybrid = Create(
            local: FakeChatClient.Failing(new HttpRequestException("down")),
            remote: FakeChatClient.Failing(new BusyException()));
        await Assert.ThrowsAsync<AllTargetsFailedException>(() => hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, cancellationToken: Token));

        await Assert.ThrowsAsync<HttpRequestException>(() => hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, cancellationToken: Token));

        Assert.Single(hybrid.Remote.Requests);
        Assert.Equal(2, hybrid.Local.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Target_TheOnlyOneAllowed_IsTriedAllTheSame(bool streaming)
    {
        TestHybrid hybrid = Create(local: FakeChatClient.Failing(new HttpRequestException("down")));

        for (int i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));
        }

        Assert.Equal(5, hybrid.Local.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Targets_AllFailing_TheOneThatFailedLongestAgoIsTried(bool streaming)
    {
        TestHybrid hybrid = Create(
            local: FakeChatClient.Failing(new HttpRequestException("down")),
            remote: FakeChatClient.Failing(new HttpRequestException("down")));
        for (int i = 0; i < 3; i++)
        {
            await FailAsync(hybrid, streaming, RoutingChoice.RemoteOnly);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await FailAsync(hybrid, streaming, RoutingChoice.LocalOnly);
        }

        RoutingDecision decision = await hybrid.Client.ExplainAsync([new(ChatRole.User, "hi")], cancellationToken: Token);

        Assert.Equal(["remote", "local"], decision.Targets);
    }

    private static Task FailAsync(TestHybrid hybrid, bool streaming, RoutingChoice choice) =>
        Assert.ThrowsAsync<HttpRequestException>(
            () => hybrid.Client.SendAsync(streaming, "hi", new ChatOptions().RouteTo(choice), Token));

    private TestHybrid Create(FakeChatClient? local = null, FakeChatClient? remote = null) =>
        new(local, remote, new() { TimeProvider = _time, FailureClassifiers = [new BusyClassifier()] });

    private sealed class BusyException : Exception;

    private sealed class BusyClassifier : IFailureClassifier
    {
        public FailureKind? Classify(Exception exception) => exception is BusyException ? FailureKind.Transient : null;

        public TimeSpan? GetRetryAfter(Exception exception) => exception is BusyException ? TimeSpan.FromSeconds(20) : null;
    }
}
