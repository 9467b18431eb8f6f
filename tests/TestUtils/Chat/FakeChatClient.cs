using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace HybridInference.TestUtils;

/// <summary>A chat client whose behaviour is a set of callbacks. Without a callback it answers <see cref="ReplyText"/>.</summary>
public sealed class FakeChatClient : IChatClient
{
    private readonly ConcurrentQueue<FakeChatRequest> _requests = new();
    private int _disposeCount;

    public string ReplyText { get; init; } = "fake reply";

    public Func<IReadOnlyList<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>>? GetResponseAsyncCallback { get; set; }

    /// <summary>Gets or sets the stream. The callback itself may throw, as a client may before it returns an enumerable.</summary>
    public Func<IReadOnlyList<ChatMessage>, ChatOptions?, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>?
        GetStreamingResponseAsyncCallback
    { get; set; }

    /// <summary>Gets or sets the answer of <see cref="GetService"/>, tried before the client itself.</summary>
    public Func<Type, object?, object?>? GetServiceCallback { get; set; }

    public int DisposeCount => Volatile.Read(ref _disposeCount);

    /// <summary>Gets the calls in the order of their arrival.</summary>
    public IReadOnlyList<FakeChatRequest> Requests => [.. _requests];

    /// <summary>Creates a client that answers with one text: one message, or one update per word.</summary>
    public static FakeChatClient Replying(string text) => new() { ReplyText = text };

    /// <summary>Creates a client that fails both paths before any output.</summary>
    public static FakeChatClient Failing(Exception exception) => new()
    {
        GetResponseAsyncCallback = (_, _, _) => Task.FromException<ChatResponse>(exception),
        GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of([], exception),
    };

    /// <summary>Creates a client that waits until the caller cancels.</summary>
    public static FakeChatClient Hanging() => new()
    {
        GetResponseAsyncCallback = async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("Not reached.");
        },
        GetStreamingResponseAsyncCallback = (_, _, cancellationToken) => FakeStream.Hanging([], cancellationToken),
    };

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = Record(messages, options, streaming: false);
        return GetResponseAsyncCallback is { } callback
            ? callback(request.Messages, options, cancellationToken)
            : Task.FromResult(Reply());
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = Record(messages, options, streaming: true);
        return GetStreamingResponseAsyncCallback is { } callback
            ? callback(request.Messages, options, cancellationToken)
            : FakeStream.Of(FakeStream.Words(ReplyText));
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return GetServiceCallback?.Invoke(serviceType, serviceKey)
            ?? (serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null);
    }

    public void Dispose() => Interlocked.Increment(ref _disposeCount);

    private FakeChatRequest Record(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streaming)
    {
        var request = new FakeChatRequest([.. messages], options, streaming);
        _requests.Enqueue(request);
        return request;
    }

    private ChatResponse Reply() => new(new ChatMessage(ChatRole.Assistant, ReplyText))
    {
        FinishReason = ChatFinishReason.Stop,
        Usage = new() { InputTokenCount = 1, OutputTokenCount = 1, TotalTokenCount = 2 },
    };
}
