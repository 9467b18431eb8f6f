using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using static HybridInference.Tests.Routing.TestTargets;

namespace HybridInference.Tests.Routing;

public sealed class CompositeRoutingPolicyTests
{
    private const string Secret = "the text of the request";

    [Theory]
    [InlineData(PolicyFailureMode.Safety, false)]
    [InlineData(PolicyFailureMode.Preference, true)]
    public async Task EvaluateAsync_PolicyThrows_CountsAsItsFailureModeSays(PolicyFailureMode mode, bool remoteAllowed)
    {
        var logger = new FakeLogger<CompositeRoutingPolicy>();
        var failing = new FakePolicy(mode, _ => throw new InvalidOperationException(Secret));
        var composite = new CompositeRoutingPolicy([failing], logger: logger);

        RoutingVerdict verdict = await composite.EvaluateAsync(Context(Secret), TestContext.Current.CancellationToken);

        Assert.Equal(remoteAllowed ? ["local", "remote"] : ["local"], RoutingDecision.Create(Both, verdict).Targets);
        Assert.DoesNotContain(Secret, logger.LatestRecord.Message);
        Assert.DoesNotContain(Secret, string.Join(' ', verdict.Denials.Select(denial => denial.Detail)));
    }

    [Theory]
    [InlineData(PolicyFailureMode.Safety, false)]
    [InlineData(PolicyFailureMode.Preference, true)]
    public async Task EvaluateAsync_PolicyTakesTooLong_CountsAsItsFailureModeSays(PolicyFailureMode mode, bool remoteAllowed)
    {
        var clock = new FakeTimeProvider();
        var hanging = new FakePolicy(mode, _ => new(new TaskCompletionSource<RoutingVerdict>().Task));
        var composite = new CompositeRoutingPolicy([hanging], TimeSpan.FromSeconds(1), clock);

        Task<RoutingVerdict> evaluation = composite.EvaluateAsync(Context("hi"), TestContext.Current.CancellationToken).AsTask();
        clock.Advance(TimeSpan.FromSeconds(2));
        RoutingVerdict verdict = await evaluation;

        Assert.Equal(remoteAllowed, RoutingDecision.Create(Both, verdict).Targets.Contains("remote"));
    }

    [Fact]
    public async Task EvaluateAsync_CallerCancels_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        var hanging = new FakePolicy(PolicyFailureMode.Safety, _ => new(new TaskCompletionSource<RoutingVerdict>().Task));
        Task<RoutingVerdict> evaluation = new CompositeRoutingPolicy([hanging]).EvaluateAsync(Context("hi"), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evaluation);
    }

    [Fact]
    public async Task EvaluateAsync_PoliciesInAnyOrder_SameVerdict()
    {
        IRoutingPolicy[] policies = [.. DefaultRoutingPolicies.Create(new())];
        ChatRoutingContext context = Context("Write to " + PrivateText.Email());

        RoutingVerdict forwards = await new CompositeRoutingPolicy(policies).EvaluateAsync(context, TestContext.Current.CancellationToken);
        RoutingVerdict backwards = await new CompositeRoutingPolicy(policies.Reverse()).EvaluateAsync(context, TestContext.Current.CancellationToken);

        Assert.Equal(forwards, backwards);
    }

    private sealed class FakePolicy(PolicyFailureMode mode, Func<ChatRoutingContext, ValueTask<RoutingVerdict>> evaluate) : IRoutingPolicy
    {
        public string Name => "fake";

        public PolicyFailureMode FailureMode => mode;

        public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken) => evaluate(context);
    }
}
