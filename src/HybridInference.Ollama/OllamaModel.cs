namespace HybridInference.Ollama;

/// <summary>What Ollama told of a model at one moment.</summary>
/// <param name="State">How ready the model is.</param>
internal sealed record OllamaModel(ReadinessState State)
{
    /// <summary>Why no request can be served.</summary>
    public string? Cause { get; init; }

    /// <summary>What the model can do, when it is there.</summary>
    public TargetCapabilities? Capabilities { get; init; }

    /// <summary>The number of weights, when Ollama tells it.</summary>
    public long? Parameters { get; init; }
}
