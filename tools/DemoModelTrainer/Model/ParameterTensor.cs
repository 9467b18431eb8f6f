namespace HybridInference.DemoModelTrainer.Model;

/// <summary>A named matrix (or vector, with one row) inside the flat parameter array.</summary>
/// <remarks>Projections are stored input by output, so that a forward pass is <c>x * W</c>.</remarks>
internal sealed record ParameterTensor(string Name, int Rows, int Columns, int Offset)
{
    public int Length => Rows * Columns;

    public bool IsVector => Rows == 1;

    public Span<float> Slice(float[] values) => values.AsSpan(Offset, Length);

    public MatrixView View(float[] values) => new(values, Offset, Columns);
}
