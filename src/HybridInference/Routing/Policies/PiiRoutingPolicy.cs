namespace HybridInference;

/// <summary>Keeps a request on the device when any of its messages, or its options, hold private data.</summary>
/// <remarks>
/// A safety policy: when the detector throws, the request counts as private. Thread-safe; without state.
/// </remarks>
public sealed class PiiRoutingPolicy : IRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => RoutingPolicies.Pii;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Safety;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        if (context.PrivateData.Count == 0)
        {
            return new(verdict);
        }

        string categories = string.Join(", ", context.PrivateData.Select(finding => finding.Category).Distinct().Order(StringComparer.Ordinal));
        foreach (RouteTarget target in context.Targets.Where(target => target.IsRemote))
        {
            verdict = verdict.Combine(RoutingVerdict.Deny(target, RoutingReasons.PiiDetected, categories));
        }

        return new(verdict);
    }
}
