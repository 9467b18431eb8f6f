namespace HybridInference;

/// <summary>Prefers the target that served the conversation last, by the margin that another one has to gain to take it over.</summary>
/// <remarks>A preference. Thread-safe.</remarks>
internal sealed class StickyRoutingPolicy(StickyTargets targets, int margin) : IRoutingPolicy
{
    public string Name => RoutingPolicies.Stickiness;

    public PolicyFailureMode FailureMode => PolicyFailureMode.Preference;

    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        string? current = targets.Find(context);
        return new(
            current is not null && context.Targets.FirstOrDefault(target => target.Name == current) is { } target
                ? RoutingVerdict.Prefer(target, margin, RoutingReasons.StickyConversation)
                : RoutingVerdict.Abstain);
    }
}
