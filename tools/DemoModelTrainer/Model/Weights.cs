namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The weights of a model, and the transposed copies that the backward pass multiplies by.</summary>
internal sealed class Weights(ParameterLayout layout)
{
    public ParameterLayout Layout { get; } = layout;

    public float[] Values { get; } = new float[layout.Length];

    private float[] TransposedValues { get; } = new float[layout.Length];

    /// <summary>Draws every matrix from a normal distribution and sets every norm to one.</summary>
    public void Initialize(Random random)
    {
        var residualScale = 1f / MathF.Sqrt(2 * Layout.Config.LayerCount);
        foreach (var tensor in Layout.Tensors)
        {
            var values = tensor.Slice(Values);
            if (tensor.IsVector)
            {
                values.Fill(1f);
                continue;
            }

            var writesResidual = tensor.Name.EndsWith("attention_output", StringComparison.Ordinal)
                || tensor.Name.EndsWith("down", StringComparison.Ordinal);
            FillNormal(values, random, writesResidual ? 0.05f * residualScale : 0.05f);
        }

        RefreshTransposed();
    }

    /// <summary>Brings the transposed copies up to date after the weights have changed.</summary>
    public void RefreshTransposed()
    {
        foreach (var tensor in Layout.Tensors.Where(tensor => !tensor.IsVector))
        {
            var source = tensor.Slice(Values);
            var target = tensor.Slice(TransposedValues);
            for (var row = 0; row < tensor.Rows; row++)
            {
                for (var column = 0; column < tensor.Columns; column++)
                {
                    target[(column * tensor.Rows) + row] = source[(row * tensor.Columns) + column];
                }
            }
        }
    }

    public MatrixView View(ParameterTensor tensor) => tensor.View(Values);

    public MatrixView Transposed(ParameterTensor tensor) => new(TransposedValues, tensor.Offset, tensor.Rows);

    private static void FillNormal(Span<float> values, Random random, float deviation)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = deviation * (float)(radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }
}
