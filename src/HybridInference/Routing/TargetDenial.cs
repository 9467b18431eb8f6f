namespace HybridInference;

/// <summary>One reason why a target may not serve a request. A denial is final.</summary>
/// <param name="Target">The name of the denied target.</param>
/// <param name="Reason">One of <see cref="RoutingReasons"/>, or a policy's own constant of low cardinality.</param>
/// <param name="Detail">Numbers and names for a reader, never text of the request; or <see langword="null"/>.</param>
public sealed record TargetDenial(string Target, string Reason, string? Detail = null)
{
    /// <summary>Whether private data is the reason, or that nobody could tell whether there is any.</summary>
    internal bool IsForPrivacy =>
        Reason == RoutingReasons.PiiDetected
        || (Reason == RoutingReasons.PolicyFailed && Detail?.StartsWith(RoutingPolicies.Pii + ":", StringComparison.Ordinal) == true);

    /// <summary>Whether the reason is a conversation that another provider keeps, or that this target cannot keep any.</summary>
    internal bool IsForServerState =>
        Reason == RoutingReasons.ConversationPinned
        || (Reason == RoutingReasons.CapabilityMissing && Detail == nameof(ChatCapabilities.ServerState));
}
