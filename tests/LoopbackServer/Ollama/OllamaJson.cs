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
            return [ToBytes(Error(reply.Body.Length > 0 ? reply.Body : "Simulated error."))];
        }

        return stream
            ? [.. reply.Chunks.Select(chunk => Line(Message(chunk))), .. ToolCalls(reply), Line(Message(""), reply)]
            : [Line(Message(string.Concat(reply.Chunks), reply.ToolCalls), reply)];
    }

    /// <summary>Writes what stands in place of the rest when a reply goes wrong.</summary>
    public static byte[] Broken(LoopbackFaultKind kind) => kind switch
    {
        LoopbackFaultKind.Malformed => Encoding.UTF8.GetBytes("{\"model\":\n"),
        LoopbackFaultKind.Error => ToBytes(Error("Simulated error.")),
        _ => [],
    };

    /// <summary>Writes the answer to <c>/api/tags</c>.</summary>
    public static byte[] Tags(IEnumerable<LoopbackOllamaModel> models) => ToBytes(List(models.Select(Name)));

    /// <summary>Writes the answer to <c>/api/ps</c>.</summary>
    public static byte[] Running(IEnumerable<LoopbackOllamaModel> models) => ToBytes(List(
        from model in models
        where model.LoadedContextLength is not null
        select With(Name(model), "context_length", model.LoadedContextLength)));

    /// <summary>Writes the answer to <c>/api/show</c>.</summary>
    public static byte[] Show(LoopbackOllamaModel model)
    {
        var shown = new JsonObject { ["model_info"] = With(new(), "general.parameter_count", model.Parameters) };
        if (model.Capabilities is { } capabilities)
        {
            shown["capabilities"] = new JsonArray([.. capabilities.Select(capability => JsonValue.Create(capability))]);
        }

        if (model.RemoteHost is { } host)
        {
            shown["remote_host"] = host;
        }

        return ToBytes(shown);
    }

    private static JsonObject Error(string message) => new() { ["error"] = message };

    private static JsonObject Name(LoopbackOllamaModel model) => new() { ["name"] = model.Name, ["model"] = model.Name };

    private static JsonObject List(IEnumerable<JsonObject> models) => new() { ["models"] = new JsonArray([.. models]) };

    private static JsonObject With(JsonObject json, string name, long? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }

        return json;
    }

    private static byte[] ToBytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString() + "\n");

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
            With(With(line, "prompt_eval_count", end.Usage?.PromptTokens), "eval_count", end.Usage?.CompletionTokens);
        }

        return ToBytes(line);
    }
}
