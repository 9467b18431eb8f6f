using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Remembers which target issued what later requests come back with: tool-call ids, encrypted reasoning, hosted files, conversations, responses.</summary>
/// <remarks>
/// Learned from what targets answer. An id that two targets issue belongs to the later one. Keeps hashes, counts and names, never ids or text.
/// Bounded: what was not asked for longest is forgotten. Thread-safe.
/// </remarks>
internal sealed class IssuerMemory
{
    private const int Capacity = 8192;

    private readonly BoundedMemory<string> _contents = new(Capacity);
    private readonly BoundedMemory<string> _responses = new(Capacity);
    private readonly BoundedMemory<ServerConversation> _conversations = new(Capacity);

    /// <summary>Whether no target has issued any content that is bound to it, so that nothing need be looked up.</summary>
    public bool HasNoContent => _contents.IsEmpty;

    /// <summary>Finds the targets that a request belongs to.</summary>
    public RequestPin? FindPin(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        ServerConversation? conversation = FindConversation(options?.ConversationId);
        string? response = FindResponse(options?.ContinuationToken);
        string? toolRound = FindToolRound(messages);
        return conversation is null && response is null && toolRound is null
            ? null
            : new(conversation, conversation?.History?.IsHeldBy(messages) == true, response, toolRound);
    }

    /// <summary>Finds the target that issued content.</summary>
    /// <returns><see langword="null"/> when the content is bound to no target, or to one that is not known.</returns>
    public string? FindIssuer(AIContent content) =>
        !HasNoContent && IssuedId.Of(content) is { Length: > 0 } id && _contents.TryGet(TextHash.Of(id), out string? target) ? target : null;

    /// <summary>Learns from content that a target answered.</summary>
    public void Learn(string target, IList<AIContent> contents)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            if (IssuedId.Of(contents[i]) is { Length: > 0 } id)
            {
                _contents.Set(TextHash.Of(id), target);
            }
        }
    }

    /// <summary>Learns that a target issued a token with which its response can be continued.</summary>
    public void Learn(string target, ResponseContinuationToken? token)
    {
        if (token is not null && TryHash(token, out UInt128 hash))
        {
            _responses.Set(hash, target);
        }
    }

    /// <summary>Learns that a target keeps a conversation.</summary>
    public void Learn(string conversationId, ServerConversation conversation) => _conversations.Set(TextHash.Of(conversationId), conversation);

    private ServerConversation? FindConversation(string? id) =>
        id is not null && _conversations.TryGet(TextHash.Of(id), out ServerConversation? conversation) ? conversation : null;

    private string? FindResponse(ResponseContinuationToken? token) =>
        token is not null && TryHash(token, out UInt128 hash) && _responses.TryGet(hash, out string? target) ? target : null;

    /// <summary>A request that ends with the results of tools goes on with the answer in which they were called.</summary>
    private string? FindToolRound(IReadOnlyList<ChatMessage> messages) =>
        !HasNoContent && messages is [.., { Contents: [.., ToolResultContent result] }] ? FindIssuer(result) : null;

    private static bool TryHash(ResponseContinuationToken token, out UInt128 hash)
    {
        ReadOnlySpan<byte> bytes = token.ToBytes().Span;
        hash = TextHash.Of(bytes);
        return !bytes.IsEmpty;
    }
}
