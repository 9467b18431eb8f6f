namespace HybridInference;

/// <summary>
/// A request goes on with a conversation that a provider keeps under a <see cref="Microsoft.Extensions.AI.ChatOptions.ConversationId"/>. It may not go
/// there, and no other target knows what was said before. Nothing left the machine.
/// </summary>
/// <remarks>
/// The remedy: send the whole history as messages, without the id. With the id, the history is recognized when the messages begin with everything
/// that this client sent under it, in order, and have as many answers.
/// </remarks>
public sealed class HistoryNotPortableException : NoRouteException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="decision">The decision without an allowed target.</param>
    public HistoryNotPortableException(RoutingDecision decision)
        : base(
            decision,
            "This request may not go to the provider that keeps its conversation, and the messages do not hold what was said before. Nothing was sent. "
                + $"Send the whole history as messages, without ChatOptions.ConversationId. Denied: {DescribeDenials(decision)}.",
            innerException: null)
    {
    }

    /// <exception cref="HistoryNotPortableException">Nothing but the missing history keeps a target from serving the request.</exception>
    internal static void ThrowIfNeeded(ChatRoutingContext context, RoutingDecision decision)
    {
        if (decision.Targets.IsEmpty && context.IsHistoryMissing && decision.Verdict.Denials.GroupBy(denial => denial.Target).Any(IsForServerState))
        {
            throw new HistoryNotPortableException(decision);
        }
    }

    private static bool IsForServerState(IEnumerable<TargetDenial> denials) => denials.All(denial => denial.IsForServerState);
}
