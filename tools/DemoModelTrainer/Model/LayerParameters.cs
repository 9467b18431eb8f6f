namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The tensors of one decoder layer.</summary>
internal sealed record LayerParameters(
    ParameterTensor AttentionNorm,
    ParameterTensor Qkv,
    ParameterTensor AttentionOutput,
    ParameterTensor FeedForwardNorm,
    ParameterTensor Gate,
    ParameterTensor Up,
    ParameterTensor Down);
