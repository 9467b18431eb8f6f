namespace HybridInference.OnnxRuntime;

/// <summary>Copies of the last columns of a matrix, filled up with zeros to whole groups of blocks and to four columns: behind the matrix nothing can be read.</summary>
internal static unsafe class Int4WeightsEnd
{
    public const int Columns = 4;

    /// <summary>Gets the first column for which there is no whole group of blocks left.</summary>
    public static int FirstColumn(in Int4Weights weights, int blocks) =>
        Math.Max(0, weights.Columns - ((blocks - weights.Blocks + weights.Blocks - 1) / weights.Blocks));

    /// <summary>Gets the bytes that copies need, with the blocks of whole groups.</summary>
    public static int SizeOf(int blocks) => Columns * blocks * (Int4Weights.BlockBytes + sizeof(float));

    /// <summary>Copies up to four columns, and gives the matrix that they make.</summary>
    public static Int4Weights Copy(in Int4Weights weights, int firstColumn, int endColumn, int blocks, byte* memory)
    {
        new Span<byte>(memory, SizeOf(blocks)).Clear();
        var copy = new Int4Weights { Columns = Columns, Blocks = blocks, Values = memory, Scales = (float*)(memory + (Columns * blocks * Int4Weights.BlockBytes)) };
        for (int column = firstColumn; column < endColumn; column++)
        {
            int bytes = weights.Blocks * Int4Weights.BlockBytes;
            new ReadOnlySpan<byte>(weights.ColumnAt(column), bytes).CopyTo(new Span<byte>(copy.ColumnAt(column - firstColumn), bytes));
            new ReadOnlySpan<float>(weights.ScalesAt(column), weights.Blocks).CopyTo(new Span<float>(copy.ScalesAt(column - firstColumn), weights.Blocks));
        }

        return copy;
    }
}
