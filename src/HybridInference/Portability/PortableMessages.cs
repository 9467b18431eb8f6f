using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Makes messages that a target can use of those that hold what another one issued.</summary>
/// <param name="issuers">Knows who issued what.</param>
/// <param name="target">The name of the target that gets the messages.</param>
internal readonly struct PortableMessages(IssuerMemory issuers, string target)
{
    /// <summary>Returns the messages themselves when nothing in them was issued by another target, otherwise copies of those that hold such content.</summary>
    public IReadOnlyList<ChatMessage> Adapt(IReadOnlyList<ChatMessage> messages, ref RequestAdaptations adaptations)
    {
        List<ChatMessage>? adapted = null;
        for (int i = 0; i < messages.Count && !issuers.HasNoContent; i++)
        {
            if (!HasForeign(messages[i]))
            {
                adapted?.Add(messages[i]);
                continue;
            }

            adapted ??= [.. messages.Take(i)];
            ChatMessage copy = Adapt(messages[i], ref adaptations);
            adapted.AddRange(copy.Contents.Count > 0 ? [copy] : []);
        }

        return adapted ?? messages;
    }

    private ChatMessage Adapt(ChatMessage message, ref RequestAdaptations adaptations)
    {
        ChatMessage copy = message.Clone();
        copy.RawRepresentation = null;
        copy.Contents = [];
        bool hasRaw = message.RawRepresentation is not null;
        foreach (AIContent content in message.Contents)
        {
            hasRaw |= content.RawRepresentation is not null;
            if (Adapt(content, message.Role, ref adaptations) is { } adapted)
            {
                copy.Contents.Add(adapted);
            }
        }

        adaptations |= hasRaw ? RequestAdaptations.RawRepresentations : RequestAdaptations.None;
        return copy;
    }

    /// <returns><see langword="null"/> for content that nobody but its issuer can read.</returns>
    private AIContent? Adapt(AIContent content, ChatRole role, ref RequestAdaptations adaptations)
    {
        if (!IsForeign(content, role))
        {
            return content.RawRepresentation is null ? content : RawRepresentations.CopyWithoutRaw(content) ?? content;
        }

        adaptations |= content switch
        {
            FunctionCallContent or FunctionResultContent => RequestAdaptations.ToolCallIds,
            TextReasoningContent => RequestAdaptations.EncryptedReasoning,
            _ => RequestAdaptations.ProviderContent,
        };
        return ForeignContent.Adapt(content);
    }

    private bool HasForeign(ChatMessage message)
    {
        for (int i = 0; i < message.Contents.Count; i++)
        {
            if (IsForeign(message.Contents[i], message.Role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a user put into a message is what is asked about, so it is never left out.</summary>
    private bool IsForeign(AIContent content, ChatRole role) =>
        (role != ChatRole.User || content is FunctionResultContent) && issuers.FindIssuer(content) is { } issuer && issuer != target;
}
