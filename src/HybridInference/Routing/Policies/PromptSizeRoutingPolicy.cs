namespace HybridInference;

/// <summary>Prefers the device for small prompts and the remote side for large ones.</summary>
/// <remarks>A preference, by the estimated number of prompt tokens. Thread-safe.</remarks>
/// <param name="preferRemoteAboveTokens">The largest prompt, in tokens, for which the device is preferred.</param>
public sealed class PromptSizeRoutingPolicy(int preferRemoteAboveTokens) : IRoutingPolicy
{
    private const int Weight = 10;

    private readonly int _preferRemoteAboveTokens = preferRemoteAboveTokens >= 0
        ? preferRemoteAboveTokens
        : throw new ArgumentOutOfRangeException(nameof(preferRemoteAboveTokens), preferRemoteAboveTokens, "The number of tokens must not be negative.");

    /// <inheritdoc/>
    public string Name => RoutingPolicies.PromptSize;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Preference;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool small = context.EstimatedInputTokens <= _preferRemoteAboveTokens;
        TargetLocation preferred = small ? TargetLocation.Local : TargetLocation.Remote;
        string reason = small ? RoutingReasons.SmallPrompt : RoutingReasons.LargePrompt;
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets)
        {
            if (target.Location == preferred)
            {
                verdict = verdict.Combine(RoutingVerdict.Prefer(target, Weight, reason));
            }
        }

        return new(verdict);
    }
}
