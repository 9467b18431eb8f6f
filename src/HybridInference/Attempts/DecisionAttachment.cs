using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Attaches a decision to what the caller gets.</summary>
internal static class DecisionAttachment
{
    public static ChatResponse To(ChatResponse response, RoutingDecision decision)
    {
        (response.AdditionalProperties ??= [])[RoutingDecision.PropertyName] = decision;
        return response;
    }

    public static ChatResponseUpdate ToCopyOf(ChatResponseUpdate update, RoutingDecision decision)
    {
        ChatResponseUpdate copy = update.Clone();
        copy.AdditionalProperties = update.AdditionalProperties is { } properties ? new(properties) : [];
        copy.AdditionalProperties[RoutingDecision.PropertyName] = decision;
        return copy;
    }

    /// <summary>Makes the update that ends a stream. It has no content, role or id, so it joins the message before it.</summary>
    public static ChatResponseUpdate ToLastUpdate(RoutingDecision decision) =>
        new() { AdditionalProperties = new() { [RoutingDecision.PropertyName] = decision } };
}
