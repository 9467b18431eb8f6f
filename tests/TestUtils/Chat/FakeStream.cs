using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HybridInference.TestUtils;

/// <summary>Streams for <see cref="FakeChatClient.GetStreamingResponseAsyncCallback"/>.</summary>
public static class FakeStream
{
    /// <summary>Yields the updates, then fails with the exception if there is one.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> Of(IEnumerable<ChatResponseUpdate> updates, Exception? thenThrow = null)
    {
        foreach (var update in updates)
        {
            await Task.Yield();
            yield return update;
        }

        if (thenThrow is not null)
        {
            throw thenThrow;
        }
    }

    /// <summary>Yields the updates, then waits until the caller cancels.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> Hanging(
        IEnumerable<ChatResponseUpdate> updates, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in updates)
        {
            yield return update;
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>One update per chunk, without a finish reason.</summary>
    public static IEnumerable<ChatResponseUpdate> Chunks(params IEnumerable<string> chunks) =>
        chunks.Select(static chunk => new ChatResponseUpdate(ChatRole.Assistant, chunk) { MessageId = "fake-1" });

    /// <summary>A whole answer: one update per word, then the finish reason with the usage.</summary>
    public static IEnumerable<ChatResponseUpdate> Words(string text)
    {
        var words = text.Split(' ').Select(static (word, index) => index == 0 ? word : " " + word);
        return [.. Chunks(words), End()];
    }

    /// <summary>The update that ends an answer.</summary>
    public static ChatResponseUpdate End() => new()
    {
        MessageId = "fake-1",
        FinishReason = ChatFinishReason.Stop,
        Contents = [new UsageContent(new() { InputTokenCount = 1, OutputTokenCount = 1, TotalTokenCount = 2 })],
    };
}
