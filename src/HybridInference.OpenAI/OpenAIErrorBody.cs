using System.ClientModel.Primitives;
using System.Text.Json;

namespace HybridInference.OpenAI;

/// <summary>Reads the error object that a server sends with a status of failure.</summary>
internal static class OpenAIErrorBody
{
    // OpenAI's own, and Azure's; a moderation before the model has a code of its own.
    private static readonly string[] ContentCodes = ["content_filter", "content_policy_violation", "moderation_blocked", "invalid_prompt"];

    /// <summary>Tells why the server refused the request with the status 400.</summary>
    public static FailureKind ClassifyBadRequest(PipelineResponse? response)
    {
        if (response is null)
        {
            return FailureKind.Permanent;
        }

        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? Classify(Error(root)) : FailureKind.Permanent;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's page of HTML, or a body that was never read.
            return FailureKind.Permanent;
        }
    }

    private static FailureKind Classify(JsonElement error) =>
        IsContextTooLong(error) ? FailureKind.Capability : IsContentRefused(error) ? FailureKind.ContentRefusal : FailureKind.Permanent;

    private static bool IsContentRefused(JsonElement error) =>
        ContentCodes.Contains(Text(error, "code")) || ContentCodes.Contains(Text(error, "type"));

    // OpenAI has a code for it, llama.cpp a type, and vLLM only a message.
    private static bool IsContextTooLong(JsonElement error) =>
        Text(error, "code") == "context_length_exceeded"
        || Text(error, "type") == "exceed_context_size_error"
        || Text(error, "message").Contains("maximum context length", StringComparison.OrdinalIgnoreCase);

    // Some servers put the members of the error at the top.
    private static JsonElement Error(JsonElement root) =>
        root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error : root;

    private static string Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
