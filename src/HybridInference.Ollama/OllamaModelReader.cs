using System.Text.Json;

namespace HybridInference.Ollama;

/// <summary>Reads what Ollama answers to <c>/api/show</c> and <c>/api/ps</c>. What is missing, as from an older Ollama, is not known.</summary>
internal static class OllamaModelReader
{
    /// <summary>Reads a model that Ollama has.</summary>
    /// <param name="name">The name of the model.</param>
    /// <param name="shown">The answer to <c>/api/show</c>.</param>
    /// <param name="running">The answer to <c>/api/ps</c>.</param>
    /// <param name="options">What the application says itself.</param>
    public static OllamaModel Read(string name, JsonElement shown, JsonElement running, OllamaChatClientOptions options)
    {
        if (FindText(shown, "remote_host") is { Length: > 0 } host)
        {
            return new(ReadinessState.Unsupported) { Cause = $"The model '{name}' of Ollama runs on '{host}'. Choose one that runs on this machine." };
        }

        JsonElement? loaded = FindRunning(name, running);
        return new(loaded is null ? ReadinessState.Cached : ReadinessState.Ready)
        {
            Capabilities = new(options.Capabilities ?? ReadCapabilities(shown), options.ContextLength ?? (int?)FindNumber(loaded, "context_length")),
            Parameters = FindNumber(Find(shown, "model_info"), "general.parameter_count"),
        };
    }

    private static ChatCapabilities ReadCapabilities(JsonElement shown)
    {
        ChatCapabilities capabilities = ChatCapabilities.StructuredOutput;
        foreach (JsonElement capability in Elements(Find(shown, "capabilities")))
        {
            capabilities |= capability.ValueKind != JsonValueKind.String ? ChatCapabilities.None : capability.GetString() switch
            {
                "tools" => ChatCapabilities.Tools,
                "vision" => ChatCapabilities.ImageInput,
                _ => ChatCapabilities.None,
            };
        }

        return capabilities;
    }

    private static JsonElement? FindRunning(string name, JsonElement running)
    {
        foreach (JsonElement model in Elements(Find(running, "models")))
        {
            if (FindText(model, "model") is { } other && WithTag(other).Equals(WithTag(name), StringComparison.OrdinalIgnoreCase))
            {
                return model;
            }
        }

        return null;
    }

    // Ollama's default tag. A colon before the last slash is that of a registry's port.
    private static string WithTag(string name) => name.LastIndexOf(':') > name.LastIndexOf('/') ? name : name + ":latest";

    private static JsonElement? Find(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string? FindText(JsonElement? parent, string name) =>
        Find(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static long? FindNumber(JsonElement? parent, string name) =>
        Find(parent, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) && number is > 0 and <= int.MaxValue * 1_000L ? number : null;

    private static JsonElement.ArrayEnumerator Elements(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } elements ? elements.EnumerateArray() : default;
}
