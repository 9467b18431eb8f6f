using System.Text.Json;

namespace HybridInference.LoopbackServer;

/// <summary>A request that the server received, parsed.</summary>
public sealed class LoopbackRequest
{
    private readonly TaskCompletionSource<LoopbackOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LoopbackRequest(IReadOnlyDictionary<string, string> headers, string body, JsonElement json)
    {
        Headers = headers;
        Body = body;
        Json = json;
        Model = json.TryGetProperty("model", out var model) ? model.GetString() ?? "" : "";
        Stream = IsTrue(json, "stream");
        WantsStreamedUsage = json.TryGetProperty("stream_options", out var options) && IsTrue(options, "include_usage");
        Messages = json.TryGetProperty("messages", out var messages) ? [.. messages.EnumerateArray().Select(ToMessage)] : [];
    }

    /// <summary>Gets the headers, by name without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Body { get; }

    /// <summary>Gets the parsed body: tools, images and every setting are here.</summary>
    public JsonElement Json { get; }

    public string Model { get; }

    public bool Stream { get; }

    public IReadOnlyList<LoopbackMessage> Messages { get; }

    /// <summary>Gets a task that ends with the request, when it was answered, failed as told, or was given up by the client.</summary>
    public Task<LoopbackOutcome> Outcome => _outcome.Task;

    internal bool WantsStreamedUsage { get; }

    internal void End(LoopbackOutcome outcome) => _outcome.TrySetResult(outcome);

    private static bool IsTrue(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static LoopbackMessage ToMessage(JsonElement message)
    {
        var role = message.TryGetProperty("role", out var value) ? value.GetString() ?? "" : "";
        return new(role, message.TryGetProperty("content", out var content) ? ToText(content) : "");
    }

    private static string ToText(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Concat(content.EnumerateArray()
            .Select(static part => part.TryGetProperty("text", out var text) ? text.GetString() : null)),
        _ => "",
    };
}
