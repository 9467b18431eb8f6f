using Microsoft.Extensions.AI;

namespace HybridInference.TestUtils;

/// <summary>One call for both paths, for theories over <c>bool streaming</c>.</summary>
public static class ChatClientTestExtensions
{
    /// <summary>Asks in one way or the other and returns the whole response.</summary>
    public static Task<ChatResponse> SendAsync(
        this IChatClient client,
        bool streaming,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        streaming
            ? client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : client.GetResponseAsync(messages, options, cancellationToken);

    /// <summary>Asks one user message in one way or the other.</summary>
    public static Task<ChatResponse> SendAsync(
        this IChatClient client,
        bool streaming,
        string message,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        client.SendAsync(streaming, [new ChatMessage(ChatRole.User, message)], options, cancellationToken);
}
