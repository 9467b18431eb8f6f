namespace HybridInference.Benchmarks;

/// <summary>The sizes of a decoder of the Llama family with grouped attention.</summary>
internal sealed record ModelShape(string Name, int Layers, int Hidden, int Inner, int Heads, int KvHeads, int HeadSize, int Vocabulary, int Context)
{
    /// <summary>The shape of SmolLM2-135M.</summary>
    public static readonly ModelShape SmolLm2 = new(
        "SmolLM2-135M", Layers: 30, Hidden: 576, Inner: 1536, Heads: 9, KvHeads: 3, HeadSize: 64, Vocabulary: 49152, Context: 2048);

    /// <summary>The shape of Qwen2.5-0.5B, with a shorter context.</summary>
    public static readonly ModelShape Qwen25 = new(
        "Qwen2.5-0.5B", Layers: 24, Hidden: 896, Inner: 4864, Heads: 14, KvHeads: 2, HeadSize: 64, Vocabulary: 151936, Context: 2048)
    {
        HasBias = true,
    };

    /// <summary>Gets whether queries, keys and values have a bias.</summary>
    public bool HasBias { get; init; }

    /// <summary>Gets the bytes of weights, with their scales, and of keys and values that a token needs.</summary>
    public long BytesPerToken(int context)
    {
        long layer = (Hidden * HeadSize * (Heads + (2L * KvHeads))) + ((long)Hidden * HeadSize * Heads) + (3L * Hidden * Inner);
        long weights = (Layers * layer) + ((long)Hidden * Vocabulary);

        // Half a byte, and a scale of four bytes for each 32.
        return (weights * 5 / 8) + (2L * Layers * KvHeads * HeadSize * sizeof(float) * context);
    }
}
