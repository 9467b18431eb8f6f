namespace HybridInference.Ollama;

/// <summary>Settings of a chat client for Ollama on this machine.</summary>
public sealed class OllamaChatClientOptions
{
    /// <summary>Gets or sets the name of the model, as <c>ollama list</c> shows it. Required. It must run here: models of Ollama's cloud are refused.</summary>
    public string? Model { get; set; }

    /// <summary>Gets or sets the address of Ollama. It must be on this machine, see <see cref="LoopbackHttpHandler.IsLoopback(Uri)"/>.</summary>
    /// <value><c>http://127.0.0.1:11434</c>, where Ollama listens.</value>
    public Uri Endpoint { get; set; } = new("http://127.0.0.1:11434");

    /// <summary>
    /// Gets or sets the most tokens that prompt and output may have together. It is sent with each request (<c>num_ctx</c>); Ollama cuts the beginning off longer
    /// prompts without a word, so requests that need more are not routed to it.
    /// </summary>
    /// <value><see langword="null"/>, which is what Ollama tells of the model while it is loaded, and not checked before.</value>
    public int? ContextLength { get; set; }

    /// <summary>Gets or sets what the model supports beyond text.</summary>
    /// <value><see langword="null"/>, which is what Ollama tells of the model: tools, images; and JSON, which Ollama makes any model keep to.</value>
    public ChatCapabilities? Capabilities { get; set; }
}
