using System.Numerics.Tensors;

namespace HybridInference.DemoModelTrainer.Model;

/// <summary>A Llama-style decoder with a forward and a backward pass over packed conversations.</summary>
/// <remarks>Not thread safe: each training worker has its own instance over the same weights.</remarks>
internal sealed class DecoderModel
{
    private readonly Weights _weights;
    private readonly ModelConfig _config;
    private readonly DecoderLayer[] _layers;
    private readonly OutputHead _head;
    private readonly BackwardState _backward = new();
    private float[] _stream = [];
    private float[] _normed = [];
    private float[] _inverseRms = [];

    public DecoderModel(Weights weights)
    {
        _weights = weights;
        _config = weights.Layout.Config;
        _head = new OutputHead(weights);
        var attention = new CausalAttention(_config);
        var rotary = new RotaryEmbedding(_config);
        _layers = [.. weights.Layout.Layers.Select(layer => new DecoderLayer(layer, weights, attention, rotary))];
    }

    /// <summary>The loss summed over all targets of the batch.</summary>
    public double ComputeLoss(PackedBatch batch)
    {
        ForwardLayers(batch);
        return _head.Forward(batch, _normed);
    }

    /// <summary>As <see cref="ComputeLoss"/>, and adds the gradient of <c>lossScale * loss</c> to <paramref name="gradients"/>.</summary>
    public double ComputeGradients(PackedBatch batch, float lossScale, float[] gradients)
    {
        var loss = ComputeLoss(batch);
        var norm = _weights.Layout.FinalNorm;
        _backward.Start(_config, batch.Length, gradients);
        _head.Backward(batch, lossScale, _backward.Hidden, gradients);
        RmsNorm.Backward(
            _stream,
            norm.Slice(_weights.Values),
            _inverseRms.AsSpan(0, batch.Length),
            _backward.Hidden,
            _backward.Stream,
            norm.Slice(gradients));
        for (var layer = _layers.Length - 1; layer >= 0; layer--)
        {
            _layers[layer].Backward(batch, _backward);
        }

        AddEmbeddingGradients(batch, gradients);
        return loss;
    }

    /// <summary>The logits after each token of one sequence.</summary>
    public ReadOnlySpan<float> ComputeLogits(IReadOnlyList<int> tokens)
    {
        ForwardLayers(PackedBatch.ForInference(tokens));
        return _head.ComputeLogits(_normed, tokens.Count).AsSpan(0, tokens.Count * _config.VocabularySize);
    }

    private void ForwardLayers(PackedBatch batch)
    {
        var length = batch.Length * _config.HiddenSize;
        Buffers.Ensure(ref _stream, length);
        Buffers.Ensure(ref _normed, length);
        Buffers.Ensure(ref _inverseRms, batch.Length);
        for (var row = 0; row < batch.Length; row++)
        {
            EmbeddingRow(_weights.Values, batch.Tokens[row]).CopyTo(_stream.AsSpan(row * _config.HiddenSize));
        }

        foreach (var layer in _layers)
        {
            layer.Forward(batch, _stream);
        }

        RmsNorm.Forward(
            _stream, _weights.Layout.FinalNorm.Slice(_weights.Values), _normed, _inverseRms.AsSpan(0, batch.Length), _config.NormEpsilon);
    }

    private void AddEmbeddingGradients(PackedBatch batch, float[] gradients)
    {
        for (var row = 0; row < batch.Length; row++)
        {
            var target = EmbeddingRow(gradients, batch.Tokens[row]);
            TensorPrimitives.Add(target, _backward.Stream.AsSpan(row * _config.HiddenSize, _config.HiddenSize), target);
        }
    }

    private Span<float> EmbeddingRow(float[] values, int token) =>
        values.AsSpan(_weights.Layout.Embedding.Offset + (token * _config.HiddenSize), _config.HiddenSize);
}
