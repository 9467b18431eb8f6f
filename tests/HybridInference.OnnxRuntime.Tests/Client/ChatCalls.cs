using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Asks a client on either path, so that every test covers both.</summary>
internal static class ChatCalls
{
    public static Task<ChatResponse> AskAsync(
        this IChatClient client, bool streaming, ChatOptions? options = null, string question = ToyFolder.Question) =>
        client.AskAsync(streaming, [new ChatMessage(ChatRole.User, question)], options);

    public static Task<ChatResponse> AskAsync(this IChatClient client, bool streaming, ChatMessage[] messages, ChatOptions? options = null) =>
        client.AskCancellablyAsync(streaming, messages, options, TestContext.Current.CancellationToken);

    public static Task<ChatResponse> AskCancellablyAsync(
        this IChatClient client, bool streaming, string question, CancellationToken cancellationToken) =>
        client.AskCancellablyAsync(streaming, [new ChatMessage(ChatRole.User, question)], null, cancellationToken);

    public static IAsyncEnumerable<ChatResponseUpdate> Stream(this IChatClient client, ChatOptions? options = null) =>
        client.GetStreamingResponseAsync(ToyFolder.Question, options, TestContext.Current.CancellationToken);

    public static async Task<List<ChatResponseUpdate>> StreamToListAsync(this IChatClient client, ChatOptions? options = null) =>
        await client.Stream(options).ToListAsync();

    /// <summary>Starts a stream and reads its first update.</summary>
    public static async Task<IAsyncEnumerator<ChatResponseUpdate>> StartAsync(this IChatClient client)
    {
        IAsyncEnumerator<ChatResponseUpdate> updates = client.Stream().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await updates.MoveNextAsync());
        return updates;
    }

    /// <summary>The tokens of a text for the toy tokenizer: its bytes.</summary>
    public static int[] Tokens(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => (int)value)];

    private static Task<ChatResponse> AskCancellablyAsync(
        this IChatClient client, bool streaming, ChatMessage[] messages, ChatOptions? options, CancellationToken cancellationToken) =>
        streaming
            ? client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : client.GetResponseAsync(messages, options, cancellationToken);
}
