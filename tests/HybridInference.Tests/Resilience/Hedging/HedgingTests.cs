using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Resilience.Hedging;

public sealed class HedgingTests
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly HttpRequestException Down = new("down");

    private readonly FakeTimeProvider _time = new();
    private readonly GatedClient _local = new();
    private readonly GatedClient _remote = new();
    private readonly FailureSignal _failures = new();

    public static TheoryData<bool, string> ReasonsNotToHedge
    {
        get
        {
            var data = new TheoryData<bool, string>();
            foreach (string reason in new[] { "off", "one attempt", "private", "waits for local", "needs consent", "hosted tool", "battery", "metered", "conditions throw", "share", "local only" })
            {
                data.Add(true, reason);
                data.Add(false, reason);
            }

            return data;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalIsSlow_RemoteAnswersInItsPlace(bool streaming)
    {
        Task<ChatResponse> request = Create().Client.SendAsync(streaming, "hi", cancellationToken: Token);
        _time.Advance(After - Moment);
        Assert.False(_remote.Called.IsCompleted);
        _time.Advance(Moment);
        await _remote.Called.WaitAsync(Token);

        _remote.Answer("remote answer");

        ChatResponse response = await request;
        Assert.Equal("remote answer", Assert.Single(response.Messages).Text);
        RoutingDecision decision = TestHybrid.DecisionOf(response);
        Assert.Equal([("local", AttemptOutcome.Lost, false), ("remote", AttemptOutcome.Completed, true)], Describe(decision));
        Assert.Equal("remote", decision.Target);
        Assert.Contains(RoutingReasons.Hedge, decision.Reasons);
        Assert.DoesNotContain(RoutingReasons.Failover, decision.Reasons);
        await _local.Ended.WaitAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalAnswersFirstAfterAll_IsTakenAndTheHedgeIsCancelled(bool streaming)
    {
        Task<ChatResponse> request = await HedgeAsync(Create(), streaming);

        _local.Answer("local answer");

        RoutingDecision decision = TestHybrid.DecisionOf(await request);
        Assert.Equal("local answer", (await request).Text);
        Assert.Equal([("remote", AttemptOutcome.Lost, true), ("local", AttemptOutcome.Completed, false)], Describe(decision));
        Assert.DoesNotContain(RoutingReasons.Hedge, decision.Reasons);
        Assert.DoesNotContain(RoutingReasons.Failover, decision.Reasons);
        await _remote.Ended.WaitAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalAnswersInTime_NothingElseIsCalled(bool streaming)
    {
        _local.Answer("local answer");

        ChatResponse response = await Create().Client.SendAsync(streaming, "hi", cancellationToken: Token);
        _time.Advance(After);

        Assert.Equal("local answer", response.Text);
        Assert.Empty(_remote.Client.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalFailsWhileTheHedgeRuns_TheHedgeIsItsFailover(bool streaming)
    {
        Task<ChatResponse> request = await HedgeAsync(Create(), streaming);

        _local.Fail(Down);
        await _failures.Seen.WaitAsync(Token);
        _remote.Answer("remote answer");

        RoutingDecision decision = TestHybrid.DecisionOf(await request);
        Assert.Equal("remote answer", (await request).Text);
        Assert.Equal([("local", AttemptOutcome.Failed, false), ("remote", AttemptOutcome.Completed, true)], Describe(decision));
        Assert.Single(_remote.Client.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_HedgeFails_LocalGoesOn(bool streaming)
    {
        Task<ChatResponse> request = await HedgeAsync(Create(), streaming);

        _remote.Fail(new InvalidOperationException("no key"));
        await _failures.Seen.WaitAsync(Token);
        _local.Answer("local answer");

        RoutingDecision decision = TestHybrid.DecisionOf(await request);
        Assert.Equal("local answer", (await request).Text);
        Assert.Equal([("remote", AttemptOutcome.Failed, true), ("local", AttemptOutcome.Completed, false)], Describe(decision));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_BothFail_TellsBothAndTriesNeitherAgain(bool streaming)
    {
        Task<ChatResponse> request = await HedgeAsync(Create(), streaming);
        var second = new HttpRequestException("down too");

        _remote.Fail(Down);
        await _failures.Seen.WaitAsync(Token);
        _local.Fail(second);

        AllTargetsFailedException thrown = await Assert.ThrowsAsync<AllTargetsFailedException>(() => request);
        Assert.Equal(2, thrown.InnerExceptions.Count);
        Assert.Single(_local.Client.Requests);
        Assert.Single(_remote.Client.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_BothFailAndThereIsAnotherTarget_GoesThere(bool streaming)
    {
        FakeChatClient other = FakeChatClient.Replying("the other answer");
        using var client = new HybridChatClient(
            [HybridTarget.Local(_local.Client), HybridTarget.Local(other, "other"), HybridTarget.Remote(_remote.Client)],
            options: Options(options => options.MaxAttempts = 3),
            services: new() { TimeProvider = _time });
        Task<ChatResponse> request = client.SendAsync(streaming, "hi", cancellationToken: Token);
        _time.Advance(After);
        await _remote.Called.WaitAsync(Token);

        _remote.Fail(Down);
        _local.Fail(Down);

        Assert.Equal("the other answer", (await request).Text);
        Assert.Single(_remote.Client.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalFailsForGood_IsThrownAtOnceAndTheHedgeIsCancelled(bool streaming)
    {
        Task<ChatResponse> request = await HedgeAsync(Create(), streaming);
        var wrong = new InvalidOperationException("wrong schema");

        _local.Fail(wrong);

        Assert.Same(wrong, await Assert.ThrowsAsync<InvalidOperationException>(() => request));
        await _remote.Ended.WaitAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CallerCancels_EndsBothCalls(bool streaming)
    {
        using var cancellation = new CancellationTokenSource();
        Task<ChatResponse> request = await HedgeAsync(Create(), streaming, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await _local.Ended.WaitAsync(Token);
        await _remote.Ended.WaitAsync(Token);
    }

    [Theory]
    [MemberData(nameof(ReasonsNotToHedge))]
    public async Task Request_MayNotBeHedged_WaitsForLocal(bool streaming, string reason)
    {
        var local = new GatedClient(new(ChatCapabilities.All));
        HybridChatClientOptions options = Options(options =>
        {
            options.Hedging.Enabled = reason != "off";
            options.Hedging.MaxShare = reason == "share" ? 0.5 : 1;
            options.MaxAttempts = reason == "one attempt" ? 1 : 2;
            options.Privacy.DefaultHandling = reason switch
            {
                "waits for local" => PrivateDataHandling.WaitForLocal,
                "needs consent" => PrivateDataHandling.AskConsent,
                _ => PrivateDataHandling.KeepLocal,
            };
        });
        var conditions = new Conditions(
            reason == "battery" ? true : null,
            reason == "metered" ? true : null,
            reason == "conditions throw");
        var services = new HybridChatClientServices { TimeProvider = _time, DeviceConditions = conditions, AskConsent = (_, _) => new(true) };
        using var client = new HybridChatClient([HybridTarget.Local(local.Client), HybridTarget.Remote(_remote.Client)], options: options, services: services);
        var chatOptions = new ChatOptions { Tools = reason == "hosted tool" ? [new HostedWebSearchTool()] : null };
        _ = reason == "local only" ? chatOptions.RouteTo(RoutingChoice.LocalOnly) : chatOptions;
        string text = reason is "private" or "waits for local" or "needs consent" ? PrivateText.Email() : "hi";

        Task<ChatResponse> request = client.SendAsync(streaming, text, chatOptions, Token);
        _time.Advance(After);
        await (reason is "battery" or "metered" or "conditions throw" or "share" ? conditions.Asked.WaitAsync(Token) : YieldAsync());
        local.Answer("local answer");

        Assert.Equal("local answer", (await request).Text);
        Assert.Empty(_remote.Client.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Redacted_TheHedgeSendsNoValue(bool streaming)
    {
        TestHybrid hybrid = Create(options => options.Privacy.DefaultHandling = PrivateDataHandling.RedactThenRemote);
        Task<ChatResponse> request = await HedgeAsync(hybrid, streaming, $"Write to {PrivateText.Email()}");

        _remote.Answer("To [EMAIL_1].");

        Assert.Equal($"To {PrivateText.Email()}.", (await request).Text);
        Assert.Equal("Write to [EMAIL_1]", Assert.Single(_remote.Client.Requests).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_NothingMeasuredYet_AreHedgedOnceTheLocalTargetIsSlowForItself(bool streaming)
    {
        var own = TimeSpan.FromSeconds(5);
        FakeChatClient local = Slow(own);
        var hybrid = new TestHybrid(local, _remote.Client, new() { TimeProvider = _time }, options: Options(options => options.Hedging.After = null));
        for (int i = 0; i < RecentLatencies.MinCount; i++)
        {
            Task<ChatResponse> unhedged = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
            _time.Advance(own);
            Assert.Equal("slow answer", (await unhedged).Text);
        }

        local.GetResponseAsyncCallback = (messages, options, token) => FakeChatClient.Hanging().GetResponseAsync(messages, options, token);
        local.GetStreamingResponseAsyncCallback = (messages, options, token) => FakeChatClient.Hanging().GetStreamingResponseAsync(messages, options, token);
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
        _time.Advance(own - Moment);
        Assert.Empty(_remote.Client.Requests);
        _time.Advance(Moment);
        await _remote.Called.WaitAsync(Token);
        _remote.Answer("remote answer");

        Assert.Equal("remote answer", (await request).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_AllSlow_NoMoreThanTheShareIsHedged(bool streaming)
    {
        var hybrid = new TestHybrid(
            Slow(After * 2), services: new() { TimeProvider = _time }, options: Options(options => options.Hedging.MaxShare = 0.25));

        for (int i = 0; i < 40; i++)
        {
            Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
            while (!request.IsCompleted)
            {
                _time.Advance(After / 4);
                await Task.Yield();
            }

            await request;
        }

        Assert.Equal(10, hybrid.Remote.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Target_LosesAgainAndAgain_IsStillTriedFirst(bool streaming)
    {
        TestHybrid hybrid = new(FakeChatClient.Hanging(), services: new() { TimeProvider = _time }, options: Options(_ => { }));
        for (int i = 0; i < 5; i++)
        {
            Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);
            _time.Advance(After);
            Assert.Equal("remote answer", (await request).Text);
        }

        RoutingDecision next = await hybrid.Client.ExplainAsync([new(ChatRole.User, "hi")], cancellationToken: Token);

        Assert.Equal("local", next.Target);
        Assert.Equal(5, hybrid.Local.Requests.Count);
    }

    [Fact]
    public async Task Stream_ContentCameButIsHeldBack_IsNotHedged()
    {
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => Stream() };
        var hybrid = new TestHybrid(
            local, _remote.Client, new() { TimeProvider = _time }, options: Options(options => options.HoldBack.Characters = 100));
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        _time.Advance(After * 2);
        rest.SetResult();

        Assert.Equal("local answer", (await request).Text);
        Assert.Empty(_remote.Client.Requests);

        async IAsyncEnumerable<ChatResponseUpdate> Stream()
        {
            yield return FakeStream.Chunks("local").Single();
            await rest.Task;
            yield return FakeStream.Chunks(" answer").Single();
        }
    }

    [Theory]
    [InlineData("Hedging.MaxShare", 0, 1)]
    [InlineData("Hedging.MaxShare", 1.5, 1)]
    [InlineData("Hedging.MaxShare", double.NaN, 1)]
    [InlineData("Hedging.After", 0.5, 0)]
    public void Constructor_OptionOutOfRange_NamesIt(string setting, double share, int seconds)
    {
        var options = new HybridChatClientOptions { Hedging = { MaxShare = share, After = TimeSpan.FromSeconds(seconds) } };

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new TestHybrid(options: options));

        Assert.Contains($"HybridChatClientOptions.{setting} is ", thrown.Message);
    }

    private static IEnumerable<(string Target, AttemptOutcome Outcome, bool IsHedge)> Describe(RoutingDecision decision) =>
        decision.Attempts.Select(attempt => (attempt.Target, attempt.Outcome, attempt.IsHedge));

    private static HybridChatClientOptions Options(Action<HybridChatClientOptions> configure)
    {
        var options = new HybridChatClientOptions { Hedging = { Enabled = true, After = After, MaxShare = 1 } };
        configure(options);
        return options;
    }

    private FakeChatClient Slow(TimeSpan time) => new()
    {
        GetResponseAsyncCallback = async (_, _, cancellationToken) =>
        {
            await Task.Delay(time, _time, cancellationToken);
            return new(new ChatMessage(ChatRole.Assistant, "slow answer"));
        },
        GetStreamingResponseAsyncCallback = (_, _, cancellationToken) => SlowStream(time, cancellationToken),
    };

    private async IAsyncEnumerable<ChatResponseUpdate> SlowStream(
        TimeSpan time, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(time, _time, cancellationToken);
        foreach (ChatResponseUpdate update in FakeStream.Words("slow answer"))
        {
            yield return update;
        }
    }

    private TestHybrid Create(Action<HybridChatClientOptions>? configure = null) =>
        new(_local.Client, _remote.Client, new() { TimeProvider = _time, DeviceConditions = new Conditions(null, false), FailureClassifiers = [_failures] }, options: Options(configure ?? (_ => { })));

    /// <summary>Sends a request and waits until both targets have been called.</summary>
    private async Task<Task<ChatResponse>> HedgeAsync(TestHybrid hybrid, bool streaming, string text = "hi", CancellationToken? cancellationToken = null)
    {
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, text, cancellationToken: cancellationToken ?? Token);
        _time.Advance(After);
        await _remote.Called.WaitAsync(Token);
        return request;
    }

    /// <summary>Lets whatever was started run for a while.</summary>
    private static async Task YieldAsync()
    {
        for (int i = 0; i < 200; i++)
        {
            await Task.Yield();
        }
    }

    /// <summary>Tells that a failure has decided a race; what it is, others say.</summary>
    private sealed class FailureSignal : IFailureClassifier
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public FailureKind? Classify(Exception exception)
        {
            _seen.TrySetResult();
            return null;
        }
    }

    private sealed class Conditions(bool? isOnBattery, bool? isNetworkMetered, bool throws = false) : IDeviceConditions
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public bool? IsOnBattery
        {
            get
            {
                _asked.TrySetResult();
                return throws ? throw new InvalidOperationException("no sensor") : isOnBattery;
            }
        }

        public bool? IsNetworkMetered => isNetworkMetered;
    }
}
