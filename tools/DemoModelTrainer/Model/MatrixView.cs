namespace HybridInference.DemoModelTrainer.Model;

/// <summary>
/// A matrix inside an array: the element at (row, column) is at <c>Offset + row * RowStride + column * ColumnStride</c>.
/// </summary>
internal readonly record struct MatrixView(float[] Data, int Offset, int RowStride, int ColumnStride = 1)
{
    /// <summary>The same elements with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(Data, Offset, ColumnStride, RowStride);

    /// <summary>The matrix that starts at the given row and column of this one.</summary>
    public MatrixView At(int row, int column = 0) =>
        this with { Offset = Offset + (row * RowStride) + (column * ColumnStride) };

    /// <summary>This matrix at the address where its array is pinned.</summary>
    public unsafe StridedPointer Pin(float* data) => new(data + Offset, RowStride, ColumnStride);

    /// <summary>Throws when a matrix of this size would not lie inside the array.</summary>
    public void CheckHolds(int rows, int columns)
    {
        var last = Offset + ((long)(rows - 1) * RowStride) + ((long)(columns - 1) * ColumnStride);
        if (Offset < 0 || last >= Data.Length)
        {
            throw new ArgumentException($"A {rows} x {columns} matrix at {Offset} does not fit in {Data.Length} elements.");
        }
    }
}
