using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Attaches a decision to what the caller gets.</summary>
internal static class DecisionAttachment
{
    /// <summary>Attaches a decision to a response, or to a copy where its properties may be somebody else's, as of a target that gives one response out twice.</summary>
    public static ChatResponse To(ChatResponse response, RoutingDecision decision)
    {
        // Two requests at once may get one response: the first takes it.
        lock (response)
        {
            if (response.AdditionalProperties is null)
            {
                response.AdditionalProperties = new() { [RoutingDecision.PropertyName] = decision };
                return response;
            }
        }

        ChatResponse copy = ChatResponseCopy.Of(response, [.. response.Messages]);
        copy.AdditionalProperties = new(response.AdditionalProperties) { [RoutingDecision.PropertyName] = decision };
        return copy;
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
