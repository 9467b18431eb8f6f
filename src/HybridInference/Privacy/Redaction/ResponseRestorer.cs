using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Puts values back in a whole answer.</summary>
/// <remarks>
/// Messages and contents that change are copies without raw representation, because that still has the placeholders. The response's
/// own raw representation, its ids, usage and metadata stay. Not thread-safe.
/// </remarks>
/// <param name="redaction">The options.</param>
/// <param name="map">The values.</param>
/// <param name="request">The options that the request was sent with: they tell whether the answer is JSON.</param>
internal sealed class ResponseRestorer(RedactionOptions redaction, RedactionMap map, ChatOptions? request)
{
    private readonly RestoreRules _rules = new(redaction, map, request);

    /// <summary>Gets how many placeholders had a number that does not exist. They stay as they are.</summary>
    public int UnknownPlaceholders { get; private set; }

    /// <summary>Returns the same object when nothing changes.</summary>
    public ChatResponse Restore(ChatResponse response)
    {
        List<ChatMessage> messages = [.. response.Messages.Select(Restore)];
        bool same = messages.Zip(response.Messages).All(pair => ReferenceEquals(pair.First, pair.Second));
        return same ? response : ChatResponseCopy.Of(response, messages);
    }

    private ChatMessage Restore(ChatMessage message)
    {
        var restorer = new ContentRestorer(_rules);
        IList<AIContent> contents = restorer.Restore(message.Contents, isLast: true);
        UnknownPlaceholders += restorer.UnknownPlaceholders;
        if (ReferenceEquals(contents, message.Contents))
        {
            return message;
        }

        ChatMessage copy = message.Clone();
        (copy.Contents, copy.RawRepresentation) = (contents, null);
        return copy;
    }
}
