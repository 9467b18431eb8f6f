using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Gives the updates of one attempt an id of their own, so that two attempts in one stream are two messages.</summary>
/// <param name="isRestart">Whether another attempt came before in the stream.</param>
internal sealed class MessageLabel(bool isRestart)
{
    private readonly string _id = $"hybrid-{Guid.NewGuid():N}";
    private bool _isTagged = !isRestart;

    /// <summary>Returns a copy with the id. The first attempt's updates keep the id that the target gave them.</summary>
    public ChatResponseUpdate PutOn(ChatResponseUpdate update)
    {
        if (!isRestart && update.MessageId is not null)
        {
            return update;
        }

        ChatResponseUpdate copy = update.Clone();
        copy.MessageId = _id;
        if (!_isTagged)
        {
            copy.AdditionalProperties = update.AdditionalProperties is { } properties ? new(properties) : [];
            copy.AdditionalProperties[RoutingDecision.RestartedPropertyName] = true;
            _isTagged = true;
        }

        return copy;
    }
}
