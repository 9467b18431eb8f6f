using System.Text;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>By what a conversation is known again: the caller's key, else its beginning up to the first message of the user.</summary>
internal static class ConversationKey
{
    /// <returns><see langword="null"/> when there is neither.</returns>
    public static UInt128? Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options) =>
        ChatOptionsRoutingExtensions.GetConversation(options) is { } key ? TextHash.Of($"key\n{key}") : OfBeginning(messages, options);

    private static UInt128? OfBeginning(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        StringBuilder beginning = new StringBuilder("beginning\n").Append(options?.Instructions);
        foreach (ChatMessage message in messages)
        {
            beginning.Append('\n').Append(message.Role).Append('\n').Append(MessageText.OrEmpty(message));
            if (message.Role == ChatRole.User)
            {
                return TextHash.Of(beginning.ToString());
            }
        }

        return null;
    }
}
