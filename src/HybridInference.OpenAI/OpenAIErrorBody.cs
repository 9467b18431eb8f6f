using System.ClientModel.Primitives;
using System.Text.Json;

namespace HybridInference.OpenAI;

/// <summary>Reads the error object that a server sends with a status of failure.</summary>
internal static class OpenAIErrorBody
{
    /// <summary>Tells whether the server refused the request because the prompt does not fit its model.</summary>
    public static bool IsContextTooLong(PipelineResponse? response)
    {
        if (response is null)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && IsContextTooLong(Error(root));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's page of HTML, or a body that was never read.
            return false;
        }
    }

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
