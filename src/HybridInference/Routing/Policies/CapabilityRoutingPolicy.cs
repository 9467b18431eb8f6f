using System.Globalization;

namespace HybridInference;

/// <summary>Denies each target that lacks something the request needs, or into whose context or memory the request does not fit.</summary>
/// <remarks>
/// The prompt's length is an estimate, so a request near the limit can still turn out too long for the target, which then says so
/// itself. Where a local target offers an <see cref="ITokenCounter"/> that is ready, a prompt that might not fit is counted.
/// Thread-safe; without state.
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
            if (IsWorthCounting(context, target))
            {
                return new(CountAndEvaluateAsync(context, cancellationToken));
            }

            verdict = verdict.Combine(Judge(context, target, context.EstimatedInputTokens));
        }

        return new(verdict);
    }

    private static async Task<RoutingVerdict> CountAndEvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken)
    {
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets)
        {
            int tokens = IsWorthCounting(context, target)
                ? await CountAsync(context, target.TokenCounter!, cancellationToken).ConfigureAwait(false)
                : context.EstimatedInputTokens;
            verdict = verdict.Combine(Judge(context, target, tokens));
        }

        return verdict;
    }

    private static async Task<int> CountAsync(ChatRoutingContext context, ITokenCounter counter, CancellationToken cancellationToken)
    {
        try
        {
            return await counter.CountTokensAsync(context.Messages, context.Options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            // The target refuses the request, or was disposed: it says so itself when it is asked.
            return context.EstimatedInputTokens;
        }
    }

    /// <summary>Gets whether a count is to be had and could make a difference: a prompt of so few bytes that it fits anyway needs none.</summary>
    private static bool IsWorthCounting(ChatRoutingContext context, RouteTarget target) =>
        target is { TokenCounter.IsReady: true, Capabilities.ContextLength: { } limit }
        && context.MaxInputTokens + (long)(context.Options?.MaxOutputTokens ?? 0) > limit;

    private static RoutingVerdict Judge(ChatRoutingContext context, RouteTarget target, int tokens) =>
        JudgeFeatures(context, target).Combine(JudgeContext(context, target, tokens)).Combine(JudgeMemory(context, target, tokens));

    private static RoutingVerdict JudgeFeatures(ChatRoutingContext context, RouteTarget target)
    {
        ChatCapabilities missing = context.RequiredCapabilities & ~target.Capabilities.Supported;
        return missing == ChatCapabilities.None
            ? RoutingVerdict.Abstain
            : RoutingVerdict.Deny(target, RoutingReasons.CapabilityMissing, missing.ToString());
    }

    private static RoutingVerdict JudgeContext(ChatRoutingContext context, RouteTarget target, int tokens)
    {
        if (target.Capabilities.ContextLength is not { } limit)
        {
            return RoutingVerdict.Abstain;
        }

        long needed = tokens + (long)(context.Options?.MaxOutputTokens ?? 0);
        return needed <= limit
            ? RoutingVerdict.Abstain
            : RoutingVerdict.Deny(
                target,
                RoutingReasons.ContextTooLong,
                string.Create(CultureInfo.InvariantCulture, $"about {needed:N0} tokens are needed, the context has {limit:N0}"));
    }

    private static RoutingVerdict JudgeMemory(ChatRoutingContext context, RouteTarget target, int tokens) =>
        target.State?.FindShortage(tokens, context.Options?.MaxOutputTokens ?? 0) is { } shortage
            ? RoutingVerdict.Deny(target, RoutingReasons.MemoryTooSmall, shortage.ToString())
            : RoutingVerdict.Abstain;
}
