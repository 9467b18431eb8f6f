using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Makes a response of another one: the same in all but its messages.</summary>
internal static class ChatResponseCopy
{
    public static ChatResponse Of(ChatResponse response, IList<ChatMessage> messages) => new(messages)
    {
        ResponseId = response.ResponseId,
        ConversationId = response.ConversationId,
        ModelId = response.ModelId,
        CreatedAt = response.CreatedAt,
        FinishReason = response.FinishReason,
        Usage = response.Usage,
        RawRepresentation = response.RawRepresentation,
        AdditionalProperties = response.AdditionalProperties,
#pragma warning disable MEAI001 // Experimental, but a copy of a response that is still being made must not lose how to go on.
        ContinuationToken = response.ContinuationToken,
#pragma warning restore MEAI001
    };
}
