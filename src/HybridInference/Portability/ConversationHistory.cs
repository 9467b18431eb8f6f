using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What was said in a conversation, as far as it takes to tell whether a list of messages holds all of it.</summary>
/// <remarks>
/// Messages that were sent are known by one hash over all of them in order. Answers are only counted: applications trim and format them. System messages do
/// not count, as they belong to the request.
/// </remarks>
/// <param name="Sent">How many messages were sent.</param>
/// <param name="Answers">How many answers came.</param>
/// <param name="Hash">The hash of the messages that were sent.</param>
internal readonly record struct ConversationHistory(int Sent, int Answers, UInt128 Hash)
{
    /// <summary>Returns whether the messages begin with everything that was sent, and have as many answers.</summary>
    public bool IsHeldBy(IReadOnlyList<ChatMessage> messages)
    {
        ConversationHistory beginning = default;
        foreach (ChatMessage message in messages)
        {
            bool isBeyond = beginning.Sent == Sent && message.Role != ChatRole.Assistant;
            beginning = isBeyond ? beginning : beginning.With(message);
        }

        return beginning.Sent == Sent && beginning.Hash == Hash && beginning.Answers >= Answers;
    }

    /// <summary>Returns the history with further messages, and the answer to them.</summary>
    public ConversationHistory WithAnswered(IReadOnlyList<ChatMessage> messages)
    {
        ConversationHistory history = this;
        foreach (ChatMessage message in messages)
        {
            history = history.With(message);
        }

        return history with { Answers = history.Answers + 1 };
    }

    private ConversationHistory With(ChatMessage message) =>
        message.Role == ChatRole.System ? this
        : message.Role == ChatRole.Assistant ? this with { Answers = Answers + 1 }
        : this with { Sent = Sent + 1, Hash = TextHash.Of($"{Hash}\n{message.Role}\n{MessageText.OrEmpty(message)}") };
}
