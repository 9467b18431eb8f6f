namespace HybridInference.DemoModelTrainer.Model;

/// <summary>What one layer keeps from its forward pass for its backward pass.</summary>
internal sealed class LayerActivations
{
    public float[] Input = [];
    public float[] AttentionNormed = [];
    public float[] AttentionInverseRms = [];
    public float[] Qkv = [];
    public float[] Probabilities = [];
    public float[] Mixed = [];
    public float[] Middle = [];
    public float[] FeedForwardNormed = [];
    public float[] FeedForwardInverseRms = [];
    public float[] Gate = [];
    public float[] Up = [];
    public float[] Activated = [];

    public void Ensure(ModelConfig config, int tokens, int probabilities)
    {
        Buffers.Ensure(ref Input, tokens * config.HiddenSize);
        Buffers.Ensure(ref AttentionNormed, tokens * config.HiddenSize);
        Buffers.Ensure(ref AttentionInverseRms, tokens);
        Buffers.Ensure(ref Qkv, tokens * config.QkvSize);
        Buffers.Ensure(ref Probabilities, probabilities);
        Buffers.Ensure(ref Mixed, tokens * config.HiddenSize);
        Buffers.Ensure(ref Middle, tokens * config.HiddenSize);
        Buffers.Ensure(ref FeedForwardNormed, tokens * config.HiddenSize);
        Buffers.Ensure(ref FeedForwardInverseRms, tokens);
        Buffers.Ensure(ref Gate, tokens * config.FeedForwardSize);
        Buffers.Ensure(ref Up, tokens * config.FeedForwardSize);
        Buffers.Ensure(ref Activated, tokens * config.FeedForwardSize);
    }
}
