namespace HybridInference.Benchmarks;

/// <summary>The sizes of a decoder of the Llama family with grouped attention.</summary>
internal sealed record ModelShape(int Layers, int Hidden, int Inner, int Heads, int KvHeads, int HeadSize, int Vocabulary, int Context)
{
    /// <summary>The shape of SmolLM2-135M.</summary>
    public static readonly ModelShape SmolLm2 = new(Layers: 30, Hidden: 576, Inner: 1536, Heads: 9, KvHeads: 3, HeadSize: 64, Vocabulary: 49152, Context: 2048);
}
