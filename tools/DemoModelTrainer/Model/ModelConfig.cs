namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The shape of a Llama-style decoder.</summary>
/// <remarks>Every width is a multiple of 32, because the matrix kernel works on tiles of 32 columns.</remarks>
internal sealed record ModelConfig
{
    public int VocabularySize { get; init; } = 2048;

    public int HiddenSize { get; init; } = 128;

    public int LayerCount { get; init; } = 6;

    public int HeadCount { get; init; } = 4;

    public int KeyValueHeadCount { get; init; } = 2;

    public int FeedForwardSize { get; init; } = 384;

    public int ContextLength { get; init; } = 512;

    public float RopeTheta { get; init; } = 10_000f;

    public float NormEpsilon { get; init; } = 1e-5f;

    public int HeadSize => HiddenSize / HeadCount;

    public int KeyValueSize => KeyValueHeadCount * HeadSize;

    /// <summary>The width of the packed query, key and value projection.</summary>
    public int QkvSize => HiddenSize + (2 * KeyValueSize);
}
