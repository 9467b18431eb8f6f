namespace HybridInference;

/// <summary>Prefers the targets that are predicted to answer in time.</summary>
/// <remarks>
/// A preference, by <see cref="ITargetState.Predict"/>. A target that predicts nothing, as remote ones do, is preferred only to one that is
/// predicted to be late. Not among the default policies. Thread-safe.
/// </remarks>
public sealed class LatencyRoutingPolicy : IRoutingPolicy
{
    /// <summary>More than a hint such as the prompt's size, less than a budget that nears its limit.</summary>
    private const int Weight = 15;

    private readonly TimeSpan _timeToFirstToken;
    private readonly TimeSpan _totalTime;

    /// <summary>Initializes the policy.</summary>
    /// <param name="targetTimeToFirstToken">The time in which the first token should come; <see langword="null"/> for any.</param>
    /// <param name="targetTotalTime">The time in which the answer should be complete; <see langword="null"/> for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not more than zero.</exception>
    public LatencyRoutingPolicy(TimeSpan? targetTimeToFirstToken, TimeSpan? targetTotalTime = null)
    {
        _timeToFirstToken = RequirePositive(targetTimeToFirstToken, nameof(targetTimeToFirstToken));
        _totalTime = RequirePositive(targetTotalTime, nameof(targetTotalTime));
    }

    /// <inheritdoc/>
    public string Name => RoutingPolicies.Latency;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Preference;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        RoutingVerdict inTime = RoutingVerdict.Abstain;
        RoutingVerdict unknown = RoutingVerdict.Abstain;
        bool isAnyLate = false;
        foreach (RouteTarget target in context.Targets)
        {
            var preference = RoutingVerdict.Prefer(target, Weight, RoutingReasons.LatencyGoal);
            switch (IsInTime(context, target))
            {
                case true:
                    inTime = inTime.Combine(preference);
                    break;
                case false:
                    isAnyLate = true;
                    break;
                default:
                    unknown = unknown.Combine(preference);
                    break;
            }
        }

        return new(isAnyLate ? inTime.Combine(unknown) : inTime);
    }

    private bool? IsInTime(ChatRoutingContext context, RouteTarget target) =>
        target.State?.Predict(context.EstimatedInputTokens, context.Options?.MaxOutputTokens) is { } prediction
            ? prediction.TimeToFirstToken <= _timeToFirstToken && prediction.TotalTime <= _totalTime
            : null;

    private static TimeSpan RequirePositive(TimeSpan? time, string name) =>
        time is null || time > TimeSpan.Zero
            ? time ?? TimeSpan.MaxValue
            : throw new ArgumentOutOfRangeException(name, time, "The time must be more than zero.");
}
