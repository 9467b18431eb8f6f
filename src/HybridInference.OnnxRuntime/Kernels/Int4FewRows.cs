namespace HybridInference.OnnxRuntime;

/// <summary>Multiplies few rows, each by itself, with columns of weights, which are read in the order in which they lie.</summary>
internal static unsafe class Int4FewRows
{
    /// <summary>With more rows it takes less to turn the weights around for a tile.</summary>
    public const int MaxRows = 3;

    /// <summary>Multiplies with some of the columns.</summary>
    public static void Multiply(KernelSet set, in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRows rows, int rowCount, float* to)
    {
        // What fills up a column's last group is the next column's, times zero. At the very end, where nothing follows, it is a copy's.
        int column = Math.Min(endColumn, Int4WeightsEnd.FirstColumn(weights, rows.BlockStride));
        if (column - firstColumn >= Int4WeightsEnd.Columns)
        {
            MultiplyReadable(set, weights, firstColumn, column, rows, rowCount, to, weights.Columns);
        }
        else
        {
            column = firstColumn;
        }

        if (column < endColumn)
        {
            MultiplyCopies(set, weights, column, endColumn, rows, rowCount, to);
        }
    }

    private static void MultiplyCopies(KernelSet set, in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRows rows, int rowCount, float* to)
    {
        byte* memory = stackalloc byte[Int4WeightsEnd.SizeOf(rows.BlockStride)];
        float* results = stackalloc float[MaxRows * Int4WeightsEnd.Columns];
        for (int column = firstColumn; column < endColumn; column += Int4WeightsEnd.Columns)
        {
            int count = Math.Min(Int4WeightsEnd.Columns, endColumn - column);
            Int4Weights copy = Int4WeightsEnd.Copy(weights, column, column + count, rows.BlockStride, memory);
            MultiplyReadable(set, copy, 0, Int4WeightsEnd.Columns, rows, rowCount, results, Int4WeightsEnd.Columns);
            for (int row = 0; row < rowCount; row++)
            {
                new ReadOnlySpan<float>(results + (row * Int4WeightsEnd.Columns), count).CopyTo(new Span<float>(to + ((nint)row * weights.Columns) + column, count));
            }
        }
    }

    private static void MultiplyReadable(KernelSet set, in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRows rows, int rowCount, float* to, nint stride)
    {
        for (int row = 0; row < rowCount; row++)
        {
            Kernels.MultiplyRow(set, weights, firstColumn, endColumn, rows.At(row), to + (row * stride));
        }
    }
}
