namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The gradients that a backward pass hands from layer to layer, and working space for those inside a layer.</summary>
internal sealed class BackwardState
{
    public float[] Stream = [];
    public float[] Hidden = [];
    public float[] Qkv = [];
    public float[] Gate = [];
    public float[] Up = [];
    public float[] Activated = [];

    /// <summary>Where the gradients of the weights are added up.</summary>
    public float[] Weights { get; private set; } = [];

    public int Tokens { get; private set; }

    /// <summary>Prepares for a batch, with a gradient of zero for the residual stream.</summary>
    public void Start(ModelConfig config, int tokens, float[] weightGradients)
    {
        Tokens = tokens;
        Weights = weightGradients;
        Buffers.Ensure(ref Stream, tokens * config.HiddenSize);
        Buffers.Ensure(ref Hidden, tokens * config.HiddenSize);
        Buffers.Ensure(ref Qkv, tokens * config.QkvSize);
        Buffers.Ensure(ref Gate, tokens * config.FeedForwardSize);
        Buffers.Ensure(ref Up, tokens * config.FeedForwardSize);
        Buffers.Ensure(ref Activated, tokens * config.FeedForwardSize);
        Array.Clear(Stream, 0, tokens * config.HiddenSize);
    }
}
