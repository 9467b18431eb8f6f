using System.Numerics.Tensors;

namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The output projection, tied to the token embedding, and its cross-entropy loss.</summary>
internal sealed class OutputHead(Weights weights)
{
    private readonly ModelConfig _config = weights.Layout.Config;
    private readonly List<int> _rows = [];
    private float[] _selected = [];
    private float[] _selectedGradient = [];
    private float[] _logits = [];

    /// <summary>Computes the summed loss over the rows that have a target; the others cost nothing.</summary>
    public double Forward(PackedBatch batch, float[] normed)
    {
        SelectRows(batch, normed);
        ComputeLogits(_selected, _rows.Count);
        var loss = 0.0;
        for (var i = 0; i < _rows.Count; i++)
        {
            loss += ToProbabilities(Logits(i), batch.Targets[_rows[i]]);
        }

        return loss;
    }

    /// <summary>Writes the gradient of the normalised stream and adds that of the embedding. Follows <see cref="Forward"/>.</summary>
    public void Backward(PackedBatch batch, float lossScale, float[] normedGradient, float[] gradients)
    {
        var embedding = weights.Layout.Embedding;
        for (var i = 0; i < _rows.Count; i++)
        {
            var logits = Logits(i);
            logits[batch.Targets[_rows[i]]] -= 1f;
            TensorPrimitives.Multiply(logits, lossScale, logits);
        }

        Buffers.Ensure(ref _selectedGradient, _rows.Count * _config.HiddenSize);
        var logitGradient = new MatrixView(_logits, 0, _config.VocabularySize);
        var selected = new MatrixView(_selected, 0, _config.HiddenSize);
        MatrixProduct.Multiply(
            logitGradient,
            weights.View(embedding),
            new MatrixView(_selectedGradient, 0, _config.HiddenSize),
            new(_rows.Count, _config.VocabularySize, _config.HiddenSize));
        MatrixProduct.Multiply(
            logitGradient.Transposed,
            selected,
            embedding.View(gradients),
            new(_config.VocabularySize, _rows.Count, _config.HiddenSize),
            accumulate: true);
        ScatterRows(batch.Length, normedGradient);
    }

    /// <summary>The logits of every row.</summary>
    public float[] ComputeLogits(float[] normed, int rows)
    {
        Buffers.Ensure(ref _logits, rows * _config.VocabularySize);
        MatrixProduct.Multiply(
            new MatrixView(normed, 0, _config.HiddenSize),
            weights.Transposed(weights.Layout.Embedding),
            new MatrixView(_logits, 0, _config.VocabularySize),
            new(rows, _config.HiddenSize, _config.VocabularySize));
        return _logits;
    }

    private Span<float> Logits(int row) => _logits.AsSpan(row * _config.VocabularySize, _config.VocabularySize);

    private void SelectRows(PackedBatch batch, float[] normed)
    {
        _rows.Clear();
        _rows.AddRange(Enumerable.Range(0, batch.Length).Where(row => batch.Targets[row] != PackedBatch.NoTarget));
        Buffers.Ensure(ref _selected, _rows.Count * _config.HiddenSize);
        for (var i = 0; i < _rows.Count; i++)
        {
            Array.Copy(normed, _rows[i] * _config.HiddenSize, _selected, i * _config.HiddenSize, _config.HiddenSize);
        }
    }

    private void ScatterRows(int tokens, float[] normedGradient)
    {
        Array.Clear(normedGradient, 0, tokens * _config.HiddenSize);
        for (var i = 0; i < _rows.Count; i++)
        {
            Array.Copy(_selectedGradient, i * _config.HiddenSize, normedGradient, _rows[i] * _config.HiddenSize, _config.HiddenSize);
        }
    }

    private static double ToProbabilities(Span<float> logits, int target)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max<float>(logits), logits);
        var targetLogit = logits[target];
        TensorPrimitives.Exp(logits, logits);
        var sum = TensorPrimitives.Sum<float>(logits);
        TensorPrimitives.Multiply(logits, 1f / sum, logits);
        return Math.Log(sum) - targetLogit;
    }
}
