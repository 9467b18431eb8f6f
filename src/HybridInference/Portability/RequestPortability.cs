using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Makes of a request what a target can use: without what another one issued, and without options that it does not take.</summary>
/// <remarks>The caller's objects are not changed. A request with nothing of that kind is passed on as it is. Thread-safe.</remarks>
internal sealed class RequestPortability(IssuerMemory issuers)
{
    private const RequestAdaptations OfOptions = RequestAdaptations.ConversationId | RequestAdaptations.BackgroundResponses | RequestAdaptations.ModelId;

    /// <summary>Makes what a target gets.</summary>
    /// <param name="request">The request as it may go to the target.</param>
    /// <param name="target">The target.</param>
    /// <param name="context">The request as the caller made it.</param>
    /// <returns>The request, with a note of what was left out or changed.</returns>
    public OutgoingRequest Adapt(OutgoingRequest request, RouteTarget target, ChatRoutingContext context)
    {
        RequestAdaptations adaptations = FindForeignOptions(target, context);
        OptionalChatOptions dropped = DroppedOptions.Find(request.Options, target.Capabilities.UnsupportedOptions);
        return request with
        {
            Messages = new PortableMessages(issuers, target.Name).Adapt(request.Messages, ref adaptations),
            Options = Without(request.Options, adaptations & OfOptions, dropped),
            Adaptations = adaptations,
            DroppedOptions = dropped,
        };
    }

    private static RequestAdaptations FindForeignOptions(RouteTarget target, ChatRoutingContext context)
    {
        if (context.Options is not { } options)
        {
            return RequestAdaptations.None;
        }

        RequestAdaptations found = RequestAdaptations.None;
        if (context.Pin?.Conversation is { } conversation && conversation.Target != target.Name)
        {
            found |= RequestAdaptations.ConversationId;
            found |= options.AllowBackgroundResponses is null ? RequestAdaptations.None : RequestAdaptations.BackgroundResponses;
        }

        return options.ModelId is null || context.FindModel(target) is not null ? found : found | RequestAdaptations.ModelId;
    }

    private static ChatOptions? Without(ChatOptions? options, RequestAdaptations foreign, OptionalChatOptions dropped)
    {
        if (options is null || (foreign == RequestAdaptations.None && dropped == OptionalChatOptions.None))
        {
            return options;
        }

        ChatOptions own = options.Clone();
        own.ConversationId = foreign.HasFlag(RequestAdaptations.ConversationId) ? null : own.ConversationId;
        own.AllowBackgroundResponses = foreign.HasFlag(RequestAdaptations.BackgroundResponses) ? null : own.AllowBackgroundResponses;
        own.ModelId = foreign.HasFlag(RequestAdaptations.ModelId) ? null : own.ModelId;
        DroppedOptions.Remove(own, dropped);
        return own;
    }
}
