using System.Net;
using System.Runtime.CompilerServices;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace EndToEnd.Tests.Semantics.Soak;

/// <summary>What both sides answer: mostly well, else one of the faults, by chance.</summary>
internal sealed class SoakModel(int seed)
{
    private const string AnswerText = "one two three four five";
    private const int RemoteFaultPercent = 20;
    private const int LocalFaultPercent = 10;
    private const int SlowLocalPercent = 10;

    private static readonly TimeSpan SlowLocal = TimeSpan.FromMilliseconds(20);

    private static readonly LoopbackReply Answer = LoopbackReply.Text(AnswerText);

    private static readonly LoopbackReply[] RemoteFaults =
    [
        LoopbackReply.Error(429), LoopbackReply.Error(429).WithHeader("retry-after-ms", "20"), LoopbackReply.Error(500), LoopbackReply.Error(503),
        LoopbackReply.Error(401, "invalid_api_key"), LoopbackReply.Error(400, "context_length_exceeded"), LoopbackReply.Error(400, "content_filter"),
        .. new[]
        {
            LoopbackFault.AbortBeforeHeaders, LoopbackFault.AbortAfter(0), LoopbackFault.AbortAfter(1), LoopbackFault.AbortAfter(3), LoopbackFault.EndAfter(2),
            LoopbackFault.MalformedAfter(0), LoopbackFault.MalformedAfter(2), LoopbackFault.ErrorAfter(1),
        }.Select(fault => Answer with { Fault = fault }),
        Answer with { Usage = null }, Answer with { FinishReason = "eos" }, Answer with { DelayBetweenChunks = TimeSpan.FromMilliseconds(2) },
    ];

    private static readonly LoopbackReply Hang = Answer with { Fault = LoopbackFault.HangAfter(0) };

    private readonly Random _random = new(seed);

    public LoopbackReply AnswerRemotely(LoopbackRequest request)
    {
        int chance = Next(1000);
        return chance == 0 ? Hang
            : chance < RemoteFaultPercent * 10 ? RemoteFaults[Next(RemoteFaults.Length)]
            : CallsFunction(request.Json.TryGetProperty("tools", out _), request.Messages[^1].Role) ? new() { ToolCalls = [new("call-1", "clock", "{}")], FinishReason = "tool_calls", Usage = new(3, 3) }
            : Answer;
    }

    /// <summary>Creates the client of the local side, which keeps nothing of what it is asked.</summary>
    public IChatClient CreateLocal() => new FakeLocal(this);

    private static bool CallsFunction(bool hasTools, string lastRole) => hasTools && lastRole == "user";

    private int Next(int below)
    {
        lock (_random)
        {
            return _random.Next(below);
        }
    }

    private IEnumerable<ChatResponseUpdate> AnswerLocally(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        CallsFunction(options?.Tools is not null, messages.Last().Role.Value)
            ? [new(ChatRole.Assistant, [new FunctionCallContent("call-1", "clock")]) { FinishReason = ChatFinishReason.ToolCalls }]
            : FakeStream.Words(AnswerText);

    private Exception? FailLocally() => Next(100) >= LocalFaultPercent ? null : Next(4) switch
    {
        0 => new HttpRequestException("busy", null, HttpStatusCode.TooManyRequests),
        1 => new TimeoutException(),
        2 => new NotSupportedException(),
        _ => new IOException(),
    };

    private sealed class FakeLocal(SoakModel model) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Delay(model.Next(100) < SlowLocalPercent ? SlowLocal : TimeSpan.Zero, cancellationToken);
            ChatResponseUpdate[] updates = [.. model.AnswerLocally(messages, options)];
            Exception? failure = model.FailLocally();
            int count = failure is null ? updates.Length : model.Next(updates.Length);
            await foreach (ChatResponseUpdate update in FakeStream.Of(updates[..count], failure).WithCancellation(cancellationToken))
            {
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
