namespace HybridInference;

/// <summary>Keeps a request with the target that issued what it goes on with.</summary>
/// <remarks>
/// A response that is continued, and a conversation whose history the messages do not hold, can go on nowhere else: other targets are denied. With
/// the history, and in an open round of tools, the issuer is preferred to every wish, and another target is tried when it fails or may not serve. Thread-safe;
/// without state.
/// </remarks>
internal sealed class PinningRoutingPolicy : IRoutingPolicy
{
    /// <summary>More than any wish for a target, less than that it keeps failing.</summary>
    private const int Weight = 100_000;

    public string Name => RoutingPolicies.Pinning;

    public ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default) =>
        new(context.Pin is { } pin ? Judge(context, pin) : RoutingVerdict.Abstain);

    private static RoutingVerdict Judge(ChatRoutingContext context, RequestPin pin)
    {
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets)
        {
            verdict = verdict
                .Combine(Judge(target, pin.ResponseIssuer, RoutingReasons.ResponsePinned, isHard: true))
                .Combine(Judge(target, pin.Conversation?.Target, RoutingReasons.ConversationPinned, isHard: !pin.HoldsHistory))
                .Combine(Judge(target, pin.ToolRoundIssuer, RoutingReasons.OpenToolRound, isHard: false));
        }

        return verdict;
    }

    private static RoutingVerdict Judge(RouteTarget target, string? issuer, string reason, bool isHard) =>
        issuer is null ? RoutingVerdict.Abstain
        : issuer == target.Name ? RoutingVerdict.Prefer(target, Weight, reason)
        : isHard ? RoutingVerdict.Deny(target, reason, $"issued by '{issuer}'")
        : RoutingVerdict.Abstain;
}
