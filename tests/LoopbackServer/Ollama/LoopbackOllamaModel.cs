namespace HybridInference.LoopbackServer.Ollama;

/// <summary>A model that the server tells of.</summary>
/// <param name="Name">The name, with its tag.</param>
public sealed record LoopbackOllamaModel(string Name)
{
    /// <summary>Gets what <c>/api/show</c> lists; <see langword="null"/> to leave it out, as an older Ollama does.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; } = ["completion", "tools"];

    /// <summary>Gets the context of the loaded model; <see langword="null"/> when it is not loaded.</summary>
    public int? LoadedContextLength { get; init; }

    public long? Parameters { get; init; }

    /// <summary>Gets where the model runs when that is not here, as those of Ollama's cloud.</summary>
    public string? RemoteHost { get; init; }
}
