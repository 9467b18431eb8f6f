using System.Text;
using System.Text.Json.Nodes;

namespace HybridInference.LoopbackServer.Ollama;

/// <summary>A reply in the form of Ollama's <c>/api/chat</c>.</summary>
internal static class OllamaJson
{
    public static IEnumerable<byte[]> Lines(LoopbackReply reply, bool stream)
    {
        if (reply.StatusCode != 200)
        {
            return [Encoding.UTF8.GetBytes(new JsonObject { ["error"] = "Simulated error." }.ToJsonString())];
        }

        return stream
            ? [.. reply.Chunks.Select(chunk => Line(Message(chunk))), .. ToolCalls(reply), Line(Message(""), reply)]
            : [Line(Message(string.Concat(reply.Chunks), reply.ToolCalls), reply)];
    }

    private static IEnumerable<byte[]> ToolCalls(LoopbackReply reply) =>
        reply.ToolCalls.Count == 0 ? [] : [Line(Message("", reply.ToolCalls))];

    private static JsonObject Message(string text, IReadOnlyList<LoopbackToolCall>? calls = null)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text };
        if (calls is { Count: > 0 })
        {
            message["tool_calls"] = new JsonArray([.. calls.Select(ToNode)]);
        }

        return message;
    }

    private static JsonObject ToNode(LoopbackToolCall call) =>
        new() { ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = JsonNode.Parse(call.Arguments) } };

    /// <param name="message">The message of the line.</param>
    /// <param name="end">The reply that the line ends, if it does.</param>
    private static byte[] Line(JsonObject message, LoopbackReply? end = null)
    {
        var line = new JsonObject { ["model"] = "test", ["created_at"] = "2026-01-01T00:00:00Z", ["message"] = message, ["done"] = end is not null };
        if (end is not null)
        {
            line["done_reason"] = end.FinishReason;
            line["prompt_eval_count"] = end.Usage?.PromptTokens;
            line["eval_count"] = end.Usage?.CompletionTokens;
        }

        return Encoding.UTF8.GetBytes(line.ToJsonString() + "\n");
    }
}
