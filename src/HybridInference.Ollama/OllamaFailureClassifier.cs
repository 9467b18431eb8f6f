using System.Text.Json;
using OllamaSharp.Models.Exceptions;

namespace HybridInference.Ollama;

/// <summary>Tells the kind of the exceptions that the client for Ollama throws.</summary>
/// <remarks>Thread-safe; without state.</remarks>
public sealed class OllamaFailureClassifier : IFailureClassifier
{
    /// <inheritdoc/>
    public FailureKind? Classify(Exception exception) => exception switch
    {
        OllamaRequestException ollama => ollama.Kind,
        ModelDoesNotSupportToolsException => FailureKind.Capability,
        // An error in the midst of a stream, or no JSON: the model's process ended, as when it is unloaded.
        ResponseError or OllamaException or JsonException => FailureKind.Transient,
        _ => null,
    };

    /// <inheritdoc/>
    public bool IsOutOfMemory(Exception exception) => exception is OllamaRequestException { IsOutOfMemory: true };
}
