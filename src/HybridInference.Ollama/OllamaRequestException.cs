using System.Net;

namespace HybridInference.Ollama;

/// <summary>Ollama cannot serve a request. The message names the model and never holds text of the request.</summary>
internal sealed class OllamaRequestException(FailureKind kind, string message, HttpStatusCode? statusCode = null)
    : HttpRequestException(message, inner: null, statusCode)
{
    public FailureKind Kind => kind;

    /// <summary>Whether the model does not fit into memory.</summary>
    public bool IsOutOfMemory { get; init; }
}
