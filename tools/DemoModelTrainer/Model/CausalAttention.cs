using System.Numerics.Tensors;

namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Grouped-query causal attention inside each conversation of a batch.</summary>
/// <remarks>Works on blocks of 32 queries, so that about half of the masked scores are never computed.</remarks>
internal sealed class CausalAttention(ModelConfig config)
{
    private const int Block = MatrixProduct.ColumnMultiple;

    private readonly float _scale = 1f / MathF.Sqrt(config.HeadSize);
    private float[] _transposed = [];
    private float[] _scoreGradients = [];

    /// <summary>The number of probabilities that <see cref="Forward"/> keeps for a batch.</summary>
    public int CountProbabilities(PackedBatch batch)
    {
        var count = 0;
        for (var segment = 0; segment < batch.SegmentCount; segment++)
        {
            var length = batch.Starts[segment + 1] - batch.Starts[segment];
            count += config.HeadCount * length * Pad(length);
        }

        return count;
    }

    /// <summary>Reads rotated queries, keys and values from <paramref name="qkv"/> and writes the mixed values.</summary>
    public void Forward(PackedBatch batch, float[] qkv, float[] probabilities, float[] output)
    {
        foreach (var head in Heads(batch, qkv, probabilities))
        {
            var transposedKeys = Transpose(head.Keys, head.Length);
            for (var start = 0; start < head.Length; start += Block)
            {
                var rows = Math.Min(Block, head.Length - start);
                var scores = head.Probabilities.At(start);
                MatrixProduct.Multiply(head.Queries.At(start), transposedKeys, scores, new(rows, config.HeadSize, start + Block));
                for (var row = 0; row < rows; row++)
                {
                    Softmax(probabilities.AsSpan(scores.At(row).Offset, Pad(head.Length)), start + row + 1);
                }

                var mixed = head.InRowsOf(output, config.HiddenSize).At(start);
                MatrixProduct.Multiply(scores, head.Values, mixed, new(rows, start + rows, config.HeadSize));
            }
        }
    }

    /// <summary>Writes the gradients of the rotated queries, keys and values.</summary>
    public void Backward(PackedBatch batch, float[] qkv, float[] probabilities, float[] outputGradient, float[] qkvGradient)
    {
        Array.Clear(qkvGradient, 0, batch.Length * config.QkvSize);
        foreach (var head in Heads(batch, qkv, probabilities))
        {
            var transposedValues = Transpose(head.Values, head.Length);
            for (var start = 0; start < head.Length; start += Block)
            {
                BackwardBlock(head, transposedValues, start, outputGradient, qkvGradient);
            }
        }
    }

    private void BackwardBlock(AttentionHead head, MatrixView transposedValues, int start, float[] outputGradient, float[] qkvGradient)
    {
        var rows = Math.Min(Block, head.Length - start);
        var seen = start + rows;
        var width = Pad(head.Length);
        Buffers.Ensure(ref _scoreGradients, Block * width);
        var scoreGradients = new MatrixView(_scoreGradients, 0, width);
        var mixedGradient = head.InRowsOf(outputGradient, config.HiddenSize).At(start);
        var probabilities = head.Probabilities.At(start);
        MatrixProduct.Multiply(mixedGradient, transposedValues, scoreGradients, new(rows, config.HeadSize, start + Block));
        for (var row = 0; row < rows; row++)
        {
            var probability = probabilities.Data.AsSpan(probabilities.At(row).Offset, start + Block);
            SoftmaxBack(probability, _scoreGradients.AsSpan(row * width, start + Block));
        }

        var queryGradients = (head.Queries with { Data = qkvGradient }).At(start);
        var keyGradients = head.Keys with { Data = qkvGradient };
        var valueGradients = head.Values with { Data = qkvGradient };
        var transposedSize = new ProductSize(seen, rows, config.HeadSize);
        MatrixProduct.Multiply(scoreGradients, head.Keys, queryGradients, new(rows, seen, config.HeadSize));
        MatrixProduct.Multiply(scoreGradients.Transposed, head.Queries.At(start), keyGradients, transposedSize, accumulate: true);
        MatrixProduct.Multiply(probabilities.Transposed, mixedGradient, valueGradients, transposedSize, accumulate: true);
    }

    private IEnumerable<AttentionHead> Heads(PackedBatch batch, float[] qkv, float[] probabilities)
    {
        var groupSize = config.HeadCount / config.KeyValueHeadCount;
        var offset = 0;
        for (var segment = 0; segment < batch.SegmentCount; segment++)
        {
            var start = batch.Starts[segment];
            var length = batch.Starts[segment + 1] - start;
            var rows = new MatrixView(qkv, start * config.QkvSize, config.QkvSize);
            for (var head = 0; head < config.HeadCount; head++)
            {
                var key = config.HiddenSize + (head / groupSize * config.HeadSize);
                yield return new AttentionHead(
                    start,
                    length,
                    head * config.HeadSize,
                    rows.At(0, head * config.HeadSize),
                    rows.At(0, key),
                    rows.At(0, key + config.KeyValueSize),
                    new MatrixView(probabilities, offset, Pad(length)));
                offset += length * Pad(length);
            }
        }
    }

    private void Softmax(Span<float> scores, int seen)
    {
        var visible = scores[..seen];
        TensorPrimitives.Subtract(visible, TensorPrimitives.Max<float>(visible), visible);
        TensorPrimitives.Multiply(visible, _scale, visible);
        TensorPrimitives.Exp(visible, visible);
        TensorPrimitives.Multiply(visible, 1f / TensorPrimitives.Sum<float>(visible), visible);
        scores[seen..].Clear();
    }

    /// <summary>Turns the gradients of the probabilities into those of the scores.</summary>
    private void SoftmaxBack(ReadOnlySpan<float> probabilities, Span<float> gradients)
    {
        TensorPrimitives.Subtract(gradients, TensorPrimitives.Dot(probabilities, gradients), gradients);
        TensorPrimitives.Multiply(gradients, probabilities, gradients);
        TensorPrimitives.Multiply(gradients, _scale, gradients);
    }

    private MatrixView Transpose(MatrixView source, int length)
    {
        var width = Pad(length);
        Buffers.Ensure(ref _transposed, config.HeadSize * width);
        Array.Clear(_transposed, 0, config.HeadSize * width);
        for (var row = 0; row < length; row++)
        {
            var values = source.Data.AsSpan(source.At(row).Offset, config.HeadSize);
            for (var column = 0; column < values.Length; column++)
            {
                _transposed[(column * width) + row] = values[column];
            }
        }

        return new MatrixView(_transposed, 0, width);
    }

    private static int Pad(int length) => (length + Block - 1) / Block * Block;
}
