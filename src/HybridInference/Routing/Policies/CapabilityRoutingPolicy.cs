using System.Globalization;

namespace HybridInference;

/// <summary>Denies each target that lacks something the request needs, or into whose context or memory the request does not fit.</summary>
/// <remarks>
/// The prompt's length is an estimate, so a request near the limit can still turn out too long for the target, which then says so
/// itself. Thread-safe; without state.
/// </remarks>
public sealed class CapabilityRoutingPolicy : IRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => RoutingPolicies.Capability;

    /// <inheritdoc/>
    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets)
        {
            verdict = verdict.Combine(JudgeFeatures(context, target)).Combine(JudgeContext(context, target)).Combine(JudgeMemory(context, target));
        }

        return new(verdict);
    }

    private static RoutingVerdict JudgeFeatures(ChatRoutingContext context, RouteTarget target)
    {
        ChatCapabilities missing = context.RequiredCapabilities & ~target.Capabilities.Supported;
        return missing == ChatCapabilities.None
            ? RoutingVerdict.Abstain
            : RoutingVerdict.Deny(target, RoutingReasons.CapabilityMissing, missing.ToString());
    }

    private static RoutingVerdict JudgeContext(ChatRoutingContext context, RouteTarget target)
    {
        if (target.Capabilities.ContextLength is not { } limit)
        {
            return RoutingVerdict.Abstain;
        }

        long needed = context.EstimatedInputTokens + (long)(context.Options?.MaxOutputTokens ?? 0);
        return needed <= limit
            ? RoutingVerdict.Abstain
            : RoutingVerdict.Deny(
                target,
                RoutingReasons.ContextTooLong,
                string.Create(CultureInfo.InvariantCulture, $"about {needed:N0} tokens are needed, the context has {limit:N0}"));
    }

    private static RoutingVerdict JudgeMemory(ChatRoutingContext context, RouteTarget target) =>
        target.State?.FindShortage(context.EstimatedInputTokens, context.Options?.MaxOutputTokens ?? 0) is { } shortage
            ? RoutingVerdict.Deny(target, RoutingReasons.MemoryTooSmall, shortage.ToString())
            : RoutingVerdict.Abstain;
}
