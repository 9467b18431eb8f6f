namespace HybridInference.Benchmarks.Sampling;

/// <summary>One way to choose a token.</summary>
internal sealed record SamplingVariant(string Name, Func<float[], int> Choose, int MaxRounds = int.MaxValue)
{
    /// <summary>Gets the logits to choose from, where they are others than those of the rest.</summary>
    public float[]? Logits { get; init; }
}
