namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Where each tensor of a model lies in one flat array, shared by weights, gradients and optimizer state.</summary>
internal sealed class ParameterLayout
{
    private readonly List<ParameterTensor> _tensors = [];

    public ParameterLayout(ModelConfig config)
    {
        Config = config;
        Embedding = Add("embedding", config.VocabularySize, config.HiddenSize);
        Layers = [.. Enumerable.Range(0, config.LayerCount).Select(AddLayer)];
        FinalNorm = Add("final_norm", 1, config.HiddenSize);
    }

    public ModelConfig Config { get; }

    /// <summary>The token embedding, also used as the output projection.</summary>
    public ParameterTensor Embedding { get; }

    public IReadOnlyList<LayerParameters> Layers { get; }

    public ParameterTensor FinalNorm { get; }

    public IReadOnlyList<ParameterTensor> Tensors => _tensors;

    public int Length { get; private set; }

    private LayerParameters AddLayer(int layer)
    {
        var name = $"layers.{layer}.";
        return new LayerParameters(
            Add(name + "attention_norm", 1, Config.HiddenSize),
            Add(name + "qkv", Config.HiddenSize, Config.QkvSize),
            Add(name + "attention_output", Config.HiddenSize, Config.HiddenSize),
            Add(name + "feed_forward_norm", 1, Config.HiddenSize),
            Add(name + "gate", Config.HiddenSize, Config.FeedForwardSize),
            Add(name + "up", Config.HiddenSize, Config.FeedForwardSize),
            Add(name + "down", Config.FeedForwardSize, Config.HiddenSize));
    }

    private ParameterTensor Add(string name, int rows, int columns)
    {
        var tensor = new ParameterTensor(name, rows, columns, Length);
        _tensors.Add(tensor);
        Length += tensor.Length;
        return tensor;
    }
}
