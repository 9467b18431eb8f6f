namespace HybridInference;

/// <summary>Puts targets that should be left alone after those that work; among them the one that failed longest ago comes first.</summary>
/// <remarks>A preference: it never denies, so a request that only one target may serve still goes there. Thread-safe.</remarks>
internal sealed class AvailabilityRoutingPolicy(IReadOnlyDictionary<string, TargetBreaker> breakers) : IRoutingPolicy
{
    /// <summary>More than any wish for a target, also from one failing target to the next.</summary>
    private const int Weight = -1_000_000;

    public string Name => RoutingPolicies.Availability;

    public PolicyFailureMode FailureMode => PolicyFailureMode.Preference;

    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets)
        {
            if (breakers[target.Name].IsOpen)
            {
                verdict = verdict.Combine(RoutingVerdict.Prefer(target, Weight * (1 + FailedAfter(target, context)), RoutingReasons.TargetUnavailable));
            }
        }

        return new(verdict);
    }

    /// <summary>Returns how many targets failed before this one did.</summary>
    private int FailedAfter(RouteTarget target, ChatRoutingContext context)
    {
        int earlier = 0;
        foreach (RouteTarget other in context.Targets)
        {
            earlier += breakers[other.Name].LastFailure < breakers[target.Name].LastFailure ? 1 : 0;
        }

        return earlier;
    }
}
