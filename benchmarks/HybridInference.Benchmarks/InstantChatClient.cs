using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>A client that answers at once, so that only what stands around it is measured.</summary>
internal sealed class InstantChatClient : IChatClient
{
    private readonly ChatMessage _answer = new(ChatRole.Assistant, "answer");

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(_answer) { FinishReason = ChatFinishReason.Stop });

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, _answer.Contents) { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
