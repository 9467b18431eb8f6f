using HybridInference.DemoModelTrainer.Model;

namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>Writes a trained decoder as an ONNX graph with quantized weights, grouped-query attention and a key-value cache.</summary>
internal sealed class DecoderGraph(Weights weights)
{
    private readonly OnnxGraphBuilder _graph = new();
    private readonly ModelConfig _config = weights.Layout.Config;

    /// <summary>The bytes of the model file.</summary>
    public byte[] ToModel()
    {
        AddInputsAndOutputs();
        AddSharedInitializers();
        AddSequenceLengths();
        var stream = _graph.AddNode("Gather", "embedded", ["embedding", "input_ids"]);
        var normed = _graph.AddNode(
            "SimplifiedLayerNormalization",
            "layers.0.attention_norm.output",
            [stream, AddNorm(weights.Layout.Layers[0].AttentionNorm)],
            Epsilon,
            ("axis", -1L),
            ("stash_type", 1L));
        for (var layer = 0; layer < _config.LayerCount; layer++)
        {
            var next = layer + 1 < _config.LayerCount ? weights.Layout.Layers[layer + 1].AttentionNorm : weights.Layout.FinalNorm;
            (stream, normed) = AddLayer(layer, next, stream, normed);
        }

        var embedding = weights.Layout.Embedding;
        AddProduct("logits", weights.Transposed(embedding), embedding.Columns, embedding.Rows, normed, "logits");
        return _graph.ToModel("demo-decoder", "HybridInference.DemoModelTrainer");
    }

    private OnnxAttribute Epsilon => ("epsilon", _config.NormEpsilon);

    private void AddInputsAndOutputs()
    {
        _graph.AddInput("input_ids", OnnxElementType.Int64, "batch_size", "sequence_length");
        _graph.AddInput("attention_mask", OnnxElementType.Int64, "batch_size", "total_sequence_length");
        _graph.AddOutput("logits", OnnxElementType.Float, "batch_size", "sequence_length", _config.VocabularySize);
        for (var layer = 0; layer < _config.LayerCount; layer++)
        {
            AddCache(layer, "key");
            AddCache(layer, "value");
        }
    }

    private void AddCache(int layer, string kind)
    {
        var heads = _config.KeyValueHeadCount;
        _graph.AddInput(
            $"past_key_values.{layer}.{kind}", OnnxElementType.Float, "batch_size", heads, "past_sequence_length", _config.HeadSize);
        _graph.AddOutput(
            $"present.{layer}.{kind}", OnnxElementType.Float, "batch_size", heads, "total_sequence_length", _config.HeadSize);
    }

    private void AddSharedInitializers()
    {
        var rotary = new RotaryEmbedding(_config);
        var embedding = weights.Layout.Embedding;
        _graph.AddInitializer("embedding", embedding.Slice(weights.Values), embedding.Rows, embedding.Columns);
        _graph.AddInitializer("cos_cache", rotary.Cosines, _config.ContextLength, _config.HeadSize / 2);
        _graph.AddInitializer("sin_cache", rotary.Sines, _config.ContextLength, _config.HeadSize / 2);
        _graph.AddInitializer("one", [1L], 1);
        _graph.AddInitializer("one_scalar", [1L]);
    }

    /// <summary>Derives from the attention mask what grouped-query attention needs to know about lengths.</summary>
    private void AddSequenceLengths()
    {
        OnnxAttribute toInt32 = ("to", (long)OnnxElementType.Int32);
        _graph.AddNode("ReduceSum", "mask_sum", ["attention_mask", "one"], ("keepdims", 0L));
        _graph.AddNode("Sub", "last_positions", ["mask_sum", "one"]);
        _graph.AddNode("Cast", "seqlens_k", ["last_positions"], toInt32);
        _graph.AddNode("Shape", "mask_shape", ["attention_mask"]);
        _graph.AddNode("Gather", "mask_length", ["mask_shape", "one_scalar"], ("axis", 0L));
        _graph.AddNode("Cast", "total_length", ["mask_length"], toInt32);
    }

    private (string Stream, string Normed) AddLayer(int layer, ParameterTensor nextNorm, string stream, string normed)
    {
        var parameters = weights.Layout.Layers[layer];
        var qkv = AddProjection(parameters.Qkv, normed);
        var mixed = _graph.AddMicrosoftNode(
            "GroupQueryAttention",
            [$"layers.{layer}.mixed", $"present.{layer}.key", $"present.{layer}.value"],
            [
                qkv, string.Empty, string.Empty, $"past_key_values.{layer}.key", $"past_key_values.{layer}.value",
                "seqlens_k", "total_length", "cos_cache", "sin_cache",
            ],
            ("num_heads", (long)_config.HeadCount),
            ("kv_num_heads", (long)_config.KeyValueHeadCount),
            ("scale", 1f / MathF.Sqrt(_config.HeadSize)),
            ("do_rotary", 1L),
            ("rotary_interleaved", 0L));
        var attended = AddProjection(parameters.AttentionOutput, mixed);
        (stream, normed) = AddResidualNorm(parameters.FeedForwardNorm, stream, attended);
        return AddResidualNorm(nextNorm, stream, AddFeedForward(layer, parameters, normed));
    }

    private string AddFeedForward(int layer, LayerParameters parameters, string input)
    {
        var gate = AddProjection(parameters.Gate, input);
        var up = AddProjection(parameters.Up, input);
        var sigmoid = _graph.AddNode("Sigmoid", $"layers.{layer}.gate_sigmoid", [gate]);
        var swish = _graph.AddNode("Mul", $"layers.{layer}.swish", [gate, sigmoid]);
        var gated = _graph.AddNode("Mul", $"layers.{layer}.gated", [swish, up]);
        return AddProjection(parameters.Down, gated);
    }

    private (string Stream, string Normed) AddResidualNorm(ParameterTensor norm, string stream, string addition)
    {
        var sum = norm.Name + ".stream";
        string[] outputs = ReferenceEquals(norm, weights.Layout.FinalNorm)
            ? [norm.Name + ".output"]
            : [norm.Name + ".output", string.Empty, string.Empty, sum];
        var normed = _graph.AddMicrosoftNode("SkipSimplifiedLayerNormalization", outputs, [stream, addition, AddNorm(norm)], Epsilon);
        return (sum, normed);
    }

    private string AddNorm(ParameterTensor tensor) => _graph.AddInitializer(tensor.Name, tensor.Slice(weights.Values), tensor.Columns);

    private string AddProjection(ParameterTensor tensor, string input) =>
        AddProduct(tensor.Name, weights.View(tensor), tensor.Rows, tensor.Columns, input, tensor.Name + ".output");

    private string AddProduct(string name, MatrixView matrix, int inputs, int outputs, string input, string output)
    {
        var (values, scales) = BlockQuantizer.Quantize(matrix, inputs, outputs);
        var blocks = inputs / BlockQuantizer.BlockSize;
        return _graph.AddMicrosoftNode(
            "MatMulNBits",
            [output],
            [
                input,
                _graph.AddInitializer(name + ".quantized", values, outputs, blocks, BlockQuantizer.BlockSize),
                _graph.AddInitializer(name + ".scales", scales, outputs, blocks),
            ],
            ("K", (long)inputs),
            ("N", (long)outputs),
            ("bits", (long)BlockQuantizer.Bits),
            ("block_size", (long)BlockQuantizer.BlockSize),
            ("accuracy_level", 4L));
    }
}
