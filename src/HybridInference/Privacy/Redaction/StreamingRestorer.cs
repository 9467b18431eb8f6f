using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Puts values back in a streamed answer, whatever the pieces it comes in.</summary>
/// <remarks>
/// Every update gives one update: the same object when nothing in it changes, otherwise a copy without raw representation. Messages are
/// followed apart by their ids. Not thread-safe.
/// </remarks>
/// <param name="redaction">The options.</param>
/// <param name="map">The values.</param>
/// <param name="request">The options that the request was sent with: they tell whether the answer is JSON.</param>
internal sealed class StreamingRestorer(RedactionOptions redaction, RedactionMap map, ChatOptions? request)
{
    private readonly RestoreRules _rules = new(redaction, map, request);
    private readonly Dictionary<string, MessageState> _messages = new(StringComparer.Ordinal);
    private MessageState? _current;

    /// <summary>Gets how many placeholders had a number that does not exist. They stay as they are.</summary>
    public int UnknownPlaceholders => _messages.Values.Sum(message => message.Restorer.UnknownPlaceholders);

    /// <summary>Restores an update. The end of its text may be held back for the next one.</summary>
    public ChatResponseUpdate Process(ChatResponseUpdate update)
    {
        MessageState message = MessageOf(update);
        message.LastUpdate = update;
        IList<AIContent> contents = message.Restorer.Restore(update.Contents, isLast: update.FinishReason is not null);
        if (ReferenceEquals(contents, update.Contents))
        {
            return update;
        }

        ChatResponseUpdate copy = update.Clone();
        (copy.Contents, copy.RawRepresentation) = (contents, null);
        return copy;
    }

    /// <summary>Returns what is held back when the stream has ended: nothing, or one update for each message that was cut off.</summary>
    public IReadOnlyList<ChatResponseUpdate> Complete()
    {
        List<ChatResponseUpdate>? updates = null;
        foreach (MessageState message in _messages.Values)
        {
            if (message.Restorer.IsHolding)
            {
                (updates ??= []).Add(message.ToLastUpdate());
            }
        }

        return updates ?? (IReadOnlyList<ChatResponseUpdate>)[];
    }

    /// <summary>An update without a message id belongs to the message before it.</summary>
    private MessageState MessageOf(ChatResponseUpdate update)
    {
        if (_current is null || (update.MessageId is { } id && id != _current.Id))
        {
            string key = update.MessageId ?? "";
            if (!_messages.TryGetValue(key, out _current))
            {
                _messages.Add(key, _current = new MessageState(key, new ContentRestorer(_rules)));
            }
        }

        return _current;
    }

    private sealed class MessageState(string id, ContentRestorer restorer)
    {
        public string Id => id;

        public ContentRestorer Restorer => restorer;

        public ChatResponseUpdate LastUpdate { get; set; } = null!;

        public ChatResponseUpdate ToLastUpdate() => new(LastUpdate.Role, Restorer.Restore([], isLast: true))
        {
            AuthorName = LastUpdate.AuthorName,
            MessageId = LastUpdate.MessageId,
            ResponseId = LastUpdate.ResponseId,
            ConversationId = LastUpdate.ConversationId,
            ModelId = LastUpdate.ModelId,
            CreatedAt = LastUpdate.CreatedAt,
        };
    }
}
