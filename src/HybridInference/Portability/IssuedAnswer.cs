using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Learns from the answers to one request what their targets issued.</summary>
/// <param name="memory">Where it is remembered.</param>
/// <param name="context">The request.</param>
internal readonly struct IssuedAnswer(IssuerMemory memory, ChatRoutingContext context)
{
    /// <summary>Learns from a whole answer.</summary>
    /// <param name="target">The target that answered.</param>
    /// <param name="sent">The options that the target got.</param>
    /// <param name="answer">The answer as the target gave it.</param>
    public void Learn(string target, ChatOptions? sent, ChatResponse answer)
    {
        LearnConversation(target, sent, answer.ConversationId ?? sent?.ConversationId);
        memory.Learn(target, answer.ContinuationToken);
        for (int i = 0; i < answer.Messages.Count; i++)
        {
            memory.Learn(target, answer.Messages[i].Contents);
        }
    }

    /// <summary>Learns from an update of a streamed answer.</summary>
    /// <param name="target">The target that answers.</param>
    /// <param name="sent">The options that the target got.</param>
    /// <param name="update">The update as the target gave it.</param>
    /// <param name="known">What the update before returned.</param>
    /// <returns>The id of the conversation, if there is one.</returns>
    public string? Learn(string target, ChatOptions? sent, ChatResponseUpdate update, string? known)
    {
        string? conversationId = update.ConversationId ?? known ?? sent?.ConversationId;
        LearnConversation(target, sent, conversationId == known ? null : conversationId);
        memory.Learn(target, update.ContinuationToken);
        memory.Learn(target, update.Contents);
        return conversationId;
    }

    /// <summary>A target that took an id keeps its conversation, whoever issued the id.</summary>
    private void LearnConversation(string target, ChatOptions? sent, string? id)
    {
        if (id is not null)
        {
            memory.Learn(id, new ServerConversation(target, FindHistory(sent)?.WithAnswered(context.Messages)));
        }
    }

    /// <summary>Returns what came before the messages; nothing did when they hold everything.</summary>
    private ConversationHistory? FindHistory(ChatOptions? sent) =>
        sent?.ConversationId is null || context.Pin is { HoldsHistory: true } ? default(ConversationHistory) : context.Pin?.Conversation?.History;
}
