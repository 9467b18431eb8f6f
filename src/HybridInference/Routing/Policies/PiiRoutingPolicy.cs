namespace HybridInference;

/// <summary>Keeps a request on the device when any of its messages, or its options, hold private data.</summary>
/// <remarks>
/// A safety policy: when the detector throws, the request counts as private. Thread-safe; without state.
/// </remarks>
/// <param name="trustRawRepresentationFactory">See <see cref="HybridChatClientOptions.TrustRawRepresentationFactory"/>.</param>
public sealed class PiiRoutingPolicy(bool trustRawRepresentationFactory = false) : IRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => RoutingPolicies.Pii;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Safety;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(context.PrivateData.Count == 0 ? RoutingVerdict.Abstain : Judge(context));
    }

    private RoutingVerdict Judge(ChatRoutingContext context)
    {
        string[] categories = [.. context.PrivateData.Where(Counts).Select(finding => finding.Category).Distinct().Order(StringComparer.Ordinal)];
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets.Where(target => target.IsRemote && categories.Length > 0))
        {
            verdict = verdict.Combine(RoutingVerdict.Deny(target, RoutingReasons.PiiDetected, string.Join(", ", categories)));
        }

        return verdict;
    }

    private bool Counts(PrivateDataFinding finding) =>
        !(trustRawRepresentationFactory && finding is { Category: PiiCategories.Unreadable, MessageIndex: PrivateDataFinding.InOptions });
}
