namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Attention and a gated feed-forward network, each on a normalised copy of the residual stream.</summary>
internal sealed class DecoderLayer(LayerParameters parameters, Weights weights, CausalAttention attention, RotaryEmbedding rotary)
{
    private readonly ModelConfig _config = weights.Layout.Config;
    private readonly LayerActivations _saved = new();

    /// <summary>Updates the residual stream in place.</summary>
    public void Forward(PackedBatch batch, float[] stream)
    {
        var count = batch.Length * _config.HiddenSize;
        _saved.Ensure(_config, batch.Length, attention.CountProbabilities(batch));
        Array.Copy(stream, _saved.Input, count);
        ForwardAttention(batch, stream);
        Array.Copy(stream, _saved.Middle, count);
        ForwardFeedForward(batch.Length, stream);
    }

    /// <summary>Turns the gradient of the layer's output into that of its input, and adds the gradients of the weights.</summary>
    public void Backward(PackedBatch batch, BackwardState state)
    {
        BackwardFeedForward(state);
        BackwardAttention(batch, state);
    }

    private void ForwardAttention(PackedBatch batch, float[] stream)
    {
        var tokens = batch.Length;
        Normalize(stream, parameters.AttentionNorm, _saved.AttentionNormed, _saved.AttentionInverseRms.AsSpan(0, tokens));
        Project(_saved.AttentionNormed, parameters.Qkv, _saved.Qkv, tokens);
        foreach (var (token, position) in batch.Positions)
        {
            rotary.Rotate(RotatedPart(_saved.Qkv, token), position);
        }

        attention.Forward(batch, _saved.Qkv, _saved.Probabilities, _saved.Mixed);
        Project(_saved.Mixed, parameters.AttentionOutput, stream, tokens, accumulate: true);
    }

    private void ForwardFeedForward(int tokens, float[] stream)
    {
        var count = tokens * _config.FeedForwardSize;
        Normalize(stream, parameters.FeedForwardNorm, _saved.FeedForwardNormed, _saved.FeedForwardInverseRms.AsSpan(0, tokens));
        Project(_saved.FeedForwardNormed, parameters.Gate, _saved.Gate, tokens);
        Project(_saved.FeedForwardNormed, parameters.Up, _saved.Up, tokens);
        SwiGlu.Forward(_saved.Gate.AsSpan(0, count), _saved.Up.AsSpan(0, count), _saved.Activated.AsSpan(0, count));
        Project(_saved.Activated, parameters.Down, stream, tokens, accumulate: true);
    }

    private void BackwardFeedForward(BackwardState state)
    {
        var count = state.Tokens * _config.FeedForwardSize;
        ProjectBack(_saved.Activated, parameters.Down, state.Stream, state.Activated, state);
        SwiGlu.Backward(
            _saved.Gate.AsSpan(0, count),
            _saved.Up.AsSpan(0, count),
            state.Activated.AsSpan(0, count),
            state.Gate.AsSpan(0, count),
            state.Up.AsSpan(0, count));
        ProjectBack(_saved.FeedForwardNormed, parameters.Gate, state.Gate, state.Hidden, state);
        ProjectBack(_saved.FeedForwardNormed, parameters.Up, state.Up, state.Hidden, state, accumulate: true);
        NormalizeBack(_saved.Middle, parameters.FeedForwardNorm, _saved.FeedForwardInverseRms, state);
    }

    private void BackwardAttention(PackedBatch batch, BackwardState state)
    {
        ProjectBack(_saved.Mixed, parameters.AttentionOutput, state.Stream, state.Hidden, state);
        attention.Backward(batch, _saved.Qkv, _saved.Probabilities, state.Hidden, state.Qkv);
        foreach (var (token, position) in batch.Positions)
        {
            rotary.RotateBack(RotatedPart(state.Qkv, token), position);
        }

        ProjectBack(_saved.AttentionNormed, parameters.Qkv, state.Qkv, state.Hidden, state);
        NormalizeBack(_saved.Input, parameters.AttentionNorm, _saved.AttentionInverseRms, state);
    }

    /// <summary>The queries and keys of one token, which are rotated; its values are not.</summary>
    private Span<float> RotatedPart(float[] qkv, int token) =>
        qkv.AsSpan(token * _config.QkvSize, _config.HiddenSize + _config.KeyValueSize);

    private void Project(float[] input, ParameterTensor tensor, float[] output, int tokens, bool accumulate = false) =>
        MatrixProduct.Multiply(
            new MatrixView(input, 0, tensor.Rows),
            weights.View(tensor),
            new MatrixView(output, 0, tensor.Columns),
            new(tokens, tensor.Rows, tensor.Columns),
            accumulate);

    private void ProjectBack(
        float[] input, ParameterTensor tensor, float[] outputGradient, float[] inputGradient, BackwardState state, bool accumulate = false)
    {
        var inputs = new MatrixView(input, 0, tensor.Rows);
        var output = new MatrixView(outputGradient, 0, tensor.Columns);
        MatrixProduct.Multiply(
            inputs.Transposed, output, tensor.View(state.Weights), new(tensor.Rows, state.Tokens, tensor.Columns), accumulate: true);
        MatrixProduct.Multiply(
            output,
            weights.Transposed(tensor),
            new MatrixView(inputGradient, 0, tensor.Rows),
            new(state.Tokens, tensor.Columns, tensor.Rows),
            accumulate);
    }

    private void Normalize(float[] input, ParameterTensor tensor, float[] output, Span<float> inverseRms) =>
        RmsNorm.Forward(input, tensor.Slice(weights.Values), output, inverseRms, _config.NormEpsilon);

    /// <summary>Adds to the gradient of the stream what reaches it through a norm, whose output gradient is the hidden one.</summary>
    private void NormalizeBack(float[] input, ParameterTensor tensor, float[] inverseRms, BackwardState state) =>
        RmsNorm.Backward(
            input,
            tensor.Slice(weights.Values),
            inverseRms.AsSpan(0, state.Tokens),
            state.Hidden,
            state.Stream,
            tensor.Slice(state.Weights));
}
