using System.Text.Json;
using HybridInference.LoopbackServer;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace Conformance.Tests;

/// <summary>What the model answers, wherever it runs: text, or functions to call.</summary>
/// <param name="Text">The text, streamed word by word.</param>
/// <param name="Calls">The functions to call, all in one round.</param>
internal sealed record ScriptedReply(string Text, params IReadOnlyList<FunctionCallContent> Calls)
{
    // As of FakeStream.
    private const int InputTokens = 1;
    private const int OutputTokens = 1;

    private bool CallsFunctions => Calls.Count > 0;

    public static FunctionCallContent Call(string id, string function, string? argument = null) =>
        new(id, function, argument is null ? [] : new Dictionary<string, object?> { ["city"] = argument });

    public LoopbackReply ToLoopback() => LoopbackReply.Text(Text) with
    {
        Chunks = CallsFunctions ? [] : LoopbackReply.Text(Text).Chunks,
        ToolCalls = [.. Calls.Select(call => new LoopbackToolCall(call.CallId, call.Name, JsonSerializer.Serialize(call.Arguments)))],
        FinishReason = CallsFunctions ? "tool_calls" : "stop",
        Usage = new(InputTokens, OutputTokens),
    };

    public ChatResponse ToResponse() => new(new ChatMessage(ChatRole.Assistant, CallsFunctions ? [.. Calls] : [new TextContent(Text)]))
    {
        FinishReason = CallsFunctions ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        Usage = new() { InputTokenCount = InputTokens, OutputTokenCount = OutputTokens, TotalTokenCount = InputTokens + OutputTokens },
    };

    public IAsyncEnumerable<ChatResponseUpdate> ToStream() =>
        FakeStream.Of(CallsFunctions ? ToResponse().ToChatResponseUpdates() : FakeStream.Words(Text));
}
