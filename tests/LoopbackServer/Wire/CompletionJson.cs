using System.Text.Encodings.Web;
using System.Text.Json;

namespace HybridInference.LoopbackServer.Wire;

/// <summary>Writes the answer to one request: a whole completion, or the chunks of a streamed one.</summary>
internal sealed class CompletionJson(string id, string model)
{
    private const long Created = 1_700_000_000;

    // Text goes out as UTF-8, not as \u escapes, as from the real service.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] Completion(LoopbackReply reply) => Write("chat.completion", writer =>
    {
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("message");
        writer.WriteString("role", "assistant");
        WriteContent(writer, string.Concat(reply.Chunks), reply.ToolCalls.Count > 0 && reply.Chunks.Count == 0);
        writer.WriteNull("refusal");
        WriteToolCalls(writer, reply.ToolCalls, withIndex: false);
        writer.WriteEndObject();
        writer.WriteString("finish_reason", reply.FinishReason);
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteUsage(writer, reply.Usage);
    });

    public byte[] RoleChunk() => Chunk(null, null, static writer =>
    {
        writer.WriteString("role", "assistant");
        writer.WriteString("content", "");
    });

    public byte[] TextChunk(string text) => Chunk(null, null, writer => writer.WriteString("content", text));

    public byte[] ToolCallsChunk(IReadOnlyList<LoopbackToolCall> calls) =>
        Chunk(null, null, writer => WriteToolCalls(writer, calls, withIndex: true));

    public byte[] FinishChunk(string finishReason, LoopbackUsage? usage) => Chunk(finishReason, usage, static _ => { });

    public byte[] UsageChunk(LoopbackUsage usage) => Write("chat.completion.chunk", writer =>
    {
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        WriteUsage(writer, usage);
    });

    private byte[] Chunk(string? finishReason, LoopbackUsage? usage, Action<Utf8JsonWriter> delta) =>
        Write("chat.completion.chunk", writer =>
        {
            writer.WriteStartArray("choices");
            writer.WriteStartObject();
            writer.WriteNumber("index", 0);
            writer.WriteStartObject("delta");
            delta(writer);
            writer.WriteEndObject();
            writer.WriteString("finish_reason", finishReason);
            writer.WriteEndObject();
            writer.WriteEndArray();
            WriteUsage(writer, usage);
        });

    private byte[] Write(string kind, Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("object", kind);
            writer.WriteNumber("created", Created);
            writer.WriteString("model", model);
            content(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteContent(Utf8JsonWriter writer, string text, bool isNull)
    {
        if (isNull)
        {
            writer.WriteNull("content");
        }
        else
        {
            writer.WriteString("content", text);
        }
    }

    private static void WriteToolCalls(Utf8JsonWriter writer, IReadOnlyList<LoopbackToolCall> calls, bool withIndex)
    {
        if (calls.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tool_calls");
        for (var i = 0; i < calls.Count; i++)
        {
            writer.WriteStartObject();
            if (withIndex)
            {
                writer.WriteNumber("index", i);
            }

            writer.WriteString("id", calls[i].Id);
            writer.WriteString("type", "function");
            writer.WriteStartObject("function");
            writer.WriteString("name", calls[i].Name);
            writer.WriteString("arguments", calls[i].Arguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter writer, LoopbackUsage? usage)
    {
        if (usage is null)
        {
            return;
        }

        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", usage.PromptTokens);
        writer.WriteNumber("completion_tokens", usage.CompletionTokens);
        writer.WriteNumber("total_tokens", usage.PromptTokens + usage.CompletionTokens);
        writer.WriteEndObject();
    }
}
