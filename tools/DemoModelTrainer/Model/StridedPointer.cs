namespace HybridInference.DemoModelTrainer.Model;

/// <summary>A matrix in pinned memory, for the kernels: it checks no bounds.</summary>
internal readonly unsafe struct StridedPointer(float* start, nint rowStride, nint columnStride)
{
    public float* Start { get; } = start;

    public nint RowStride { get; } = rowStride;

    public nint ColumnStride { get; } = columnStride;

    /// <summary>The matrix that starts at the given row and column of this one.</summary>
    public StridedPointer At(nint row, nint column = 0) =>
        new(Start + (row * RowStride) + (column * ColumnStride), RowStride, ColumnStride);
}
