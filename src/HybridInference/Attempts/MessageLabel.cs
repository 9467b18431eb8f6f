using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Gives the updates of one attempt the id of the message that they belong to, when two attempts may share a stream.</summary>
/// <param name="id">The id.</param>
/// <param name="tag">What the first update is tagged with; <see langword="null"/> for the first attempt, whose updates keep an id of their own.</param>
internal sealed class MessageLabel(string? id, string? tag)
{
    private bool _isTagged = tag is null;

    /// <summary>Labels a message of its own.</summary>
    public static MessageLabel ForMessage(string? tag) => new($"hybrid-{Guid.NewGuid():N}", tag);

    /// <summary>Returns a copy with the id.</summary>
    public ChatResponseUpdate PutOn(ChatResponseUpdate update)
    {
        if (tag is null && update.MessageId is not null)
        {
            return update;
        }

        ChatResponseUpdate copy = update.Clone();
        copy.MessageId = id;
        if (!_isTagged)
        {
            copy.AdditionalProperties = update.AdditionalProperties is { } properties ? new(properties) : [];
            copy.AdditionalProperties[tag!] = true;
            _isTagged = true;
        }

        return copy;
    }
}
