namespace HybridInference;

/// <summary>Prefers other targets to models that are known to be smaller than a floor.</summary>
/// <remarks>
/// A preference, by the number of weights, the one sign of quality that a model tells of itself: a private request is still served by a small
/// model. A target that tells nothing, as remote ones do, counts as above the floor. Not among the default policies. Thread-safe.
/// </remarks>
/// <param name="minParameters">The floor, such as 3,000,000,000 for models of the class of three billion weights.</param>
/// <exception cref="ArgumentOutOfRangeException">The floor is not positive.</exception>
public sealed class QualityRoutingPolicy(long minParameters) : IRoutingPolicy
{
    /// <summary>More than a wish for speed or thrift, less than the caller's.</summary>
    private const int Weight = 25;

    private readonly long _minParameters = minParameters > 0
        ? minParameters
        : throw new ArgumentOutOfRangeException(nameof(minParameters), minParameters, "The number of weights must be positive.");

    /// <inheritdoc/>
    public string Name => RoutingPolicies.Quality;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Preference;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        RoutingVerdict above = RoutingVerdict.Abstain;
        bool isAnyBelow = false;
        foreach (RouteTarget target in context.Targets)
        {
            bool isBelow = target.State?.Parameters < _minParameters;
            isAnyBelow |= isBelow;
            above = isBelow ? above : above.Combine(RoutingVerdict.Prefer(target, Weight, RoutingReasons.QualityFloor));
        }

        return new(isAnyBelow ? above : RoutingVerdict.Abstain);
    }
}
