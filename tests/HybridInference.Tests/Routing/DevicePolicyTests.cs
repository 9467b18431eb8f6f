using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Routing;

/// <summary>The policies that judge by what the device tells.</summary>
public sealed class DevicePolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0.5, 2, "local")]
    [InlineData(1.5, 2, "remote")]
    [InlineData(0.5, 9, "remote")]
    public async Task Latency_Prediction_PrefersWhoIsInTime(double firstToken, double total, string preferred)
    {
        var state = new FakeTargetState { Prediction = new(Second * firstToken, Second * total) };

        RoutingVerdict verdict = await JudgeAsync(new LatencyRoutingPolicy(Second, 5 * Second), state);

        Assert.Equal(new TargetPreference(preferred, 15, RoutingReasons.LatencyGoal), Assert.Single(verdict.Preferences));
        Assert.Equal(70, state.Asked.Output);
    }

    [Fact]
    public async Task Latency_NothingPredicted_Abstains() =>
        Assert.Equal(RoutingVerdict.Abstain, await JudgeAsync(new LatencyRoutingPolicy(Second), new FakeTargetState()));

    [Fact]
    public void Latency_TimeNotPositive_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyRoutingPolicy(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyRoutingPolicy(null, -Second));
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, null, false)]
    [InlineData(null, null, false)]
    public async Task DeviceLoad_Battery_PrefersRemoteUnlessTheNetworkCosts(bool? onBattery, bool? metered, bool prefersRemote)
    {
        var policy = new DeviceLoadRoutingPolicy(conditions: new FakeConditions { IsOnBattery = onBattery, IsNetworkMetered = metered });

        RoutingVerdict verdict = await JudgeAsync(policy, new FakeTargetState());

        Assert.Equal(prefersRemote ? [new("remote", 15, RoutingReasons.OnBattery)] : [], verdict.Preferences);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task DeviceLoad_Queue_PrefersRemoteAboveTheLimit(int requests, bool prefersRemote)
    {
        var state = new FakeTargetState { Readiness = new(ReadinessState.Busy) { Requests = requests } };

        RoutingVerdict verdict = await JudgeAsync(new DeviceLoadRoutingPolicy(maxRequests: 2, conditions: new FakeConditions()), state);

        Assert.Equal(prefersRemote ? [new("remote", 15, RoutingReasons.DeviceBusy)] : [], verdict.Preferences);
    }

    [Fact]
    public async Task DeviceLoad_ConditionsChange_AreSeenAfterAWhile()
    {
        var time = new FakeTimeProvider();
        var conditions = new FakeConditions();
        var policy = new DeviceLoadRoutingPolicy(conditions: conditions, timeProvider: time);
        await JudgeAsync(policy, new FakeTargetState());

        conditions.IsOnBattery = true;

        Assert.Equal(RoutingVerdict.Abstain, await JudgeAsync(policy, new FakeTargetState()));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.NotEqual(RoutingVerdict.Abstain, await JudgeAsync(policy, new FakeTargetState()));
    }

    [Theory]
    [InlineData(999L, true)]
    [InlineData(1000L, false)]
    [InlineData(null, false)]
    public async Task Quality_ModelBelowTheFloor_PrefersOthers(long? parameters, bool prefersRemote)
    {
        RoutingVerdict verdict = await JudgeAsync(new QualityRoutingPolicy(1000), new FakeTargetState { Parameters = parameters });

        Assert.Equal(prefersRemote ? [new("remote", 25, RoutingReasons.QualityFloor)] : [], verdict.Preferences);
    }

    [Fact]
    public void Quality_FloorNotPositive_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new QualityRoutingPolicy(0));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hybrid_LocalClientTellsItsState_PoliciesSeeIt(bool streaming)
    {
        var state = new FakeTargetState { Shortage = new(2, 1) };
        var local = new FakeChatClient { GetServiceCallback = (type, _) => type == typeof(ITargetState) ? state : null };
        using var hybrid = new HybridChatClient([HybridTarget.Local(local), HybridTarget.Remote(FakeChatClient.Replying("from afar"))]);

        ChatResponse response = streaming
            ? await hybrid.GetStreamingResponseAsync("hi", cancellationToken: TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken)
            : await hybrid.GetResponseAsync("hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("from afar", response.Text);
        Assert.Contains(RoutingReasons.MemoryTooSmall, response.GetRoutingDecision()!.Reasons);
    }

    private static ValueTask<RoutingVerdict> JudgeAsync(IRoutingPolicy policy, ITargetState state)
    {
        RouteTarget local = TestTargets.Local with { State = state };
        var context = new ChatRoutingContext([new(ChatRole.User, "hi")], new() { MaxOutputTokens = 70 }, [local, TestTargets.Remote]);
        return policy.EvaluateAsync(context, TestContext.Current.CancellationToken);
    }

    private sealed class FakeConditions : IDeviceConditions
    {
        public bool? IsOnBattery { get; set; }

        public bool? IsNetworkMetered { get; set; }
    }
}
