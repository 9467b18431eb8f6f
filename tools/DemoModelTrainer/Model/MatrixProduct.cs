namespace HybridInference.DemoModelTrainer.Model;

/// <summary>Single-threaded matrix products, blocked for the cache and for vector registers.</summary>
/// <remarks>Training runs one worker per core, each with its own products, so a product itself needs no threads.</remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>The number of columns of the result must be a multiple of this.</summary>
    public const int ColumnMultiple = MatrixKernel.TileColumns;

    private const int InnerBlock = 256;
    private const int MinimumRowsToPack = 24;

    [ThreadStatic]
    private static float[]? _packedLeft;

    [ThreadStatic]
    private static float[]? _packedRight;

    /// <summary>Computes <c>result = left * right</c>, or adds the product to the result.</summary>
    public static void Multiply(MatrixView left, MatrixView right, MatrixView result, ProductSize size, bool accumulate = false)
    {
        if (size.Columns % ColumnMultiple != 0 || right.ColumnStride != 1 || result.ColumnStride != 1)
        {
            throw new ArgumentException($"The result needs contiguous rows and a multiple of {ColumnMultiple} columns.");
        }

        left.CheckHolds(size.Rows, size.Inner);
        right.CheckHolds(size.Inner, size.Columns);
        result.CheckHolds(size.Rows, size.Columns);
        for (var start = 0; start < size.Inner; start += InnerBlock)
        {
            var block = size with { Inner = Math.Min(InnerBlock, size.Inner - start) };
            MultiplyBlock(left.At(0, start), right.At(start), result, block, accumulate || start > 0);
        }
    }

    private static void MultiplyBlock(MatrixView left, MatrixView right, MatrixView result, ProductSize size, bool accumulate)
    {
        var packLeft = left.ColumnStride != 1 && size.Columns > ColumnMultiple;
        var packRight = size.Rows >= MinimumRowsToPack;
        fixed (float* leftData = left.Data, rightData = right.Data, resultData = result.Data)
        fixed (float* packedLeft = packLeft ? Scratch(ref _packedLeft, size.Rows * size.Inner) : null)
        fixed (float* packedRight = packRight ? Scratch(ref _packedRight, size.Inner * ColumnMultiple) : null)
        {
            var a = left.Pin(leftData);
            var b = right.Pin(rightData);
            var c = result.Pin(resultData);
            if (packLeft)
            {
                PackLeft(a, packedLeft, size);
            }

            for (var column = 0; column < size.Columns; column += ColumnMultiple)
            {
                var panel = packRight ? PackRight(b.At(0, column), packedRight, size.Inner) : b.At(0, column);
                MultiplyPanel(a, packedLeft, panel, c.At(0, column), size, accumulate);
            }
        }
    }

    private static void MultiplyPanel(
        StridedPointer left, float* packedLeft, StridedPointer right, StridedPointer result, ProductSize size, bool accumulate)
    {
        var row = 0;
        for (; row + MatrixKernel.TileRows <= size.Rows; row += MatrixKernel.TileRows)
        {
            var tile = packedLeft is null
                ? left.At(row)
                : new StridedPointer(packedLeft + ((nint)row * size.Inner), 1, MatrixKernel.TileRows);
            MatrixKernel.MultiplyTile(tile, right, result.At(row), size.Inner, accumulate);
        }

        for (; row < size.Rows; row++)
        {
            MatrixKernel.MultiplyRow(left.At(row), right, result.At(row), size.Inner, accumulate);
        }
    }

    /// <summary>Copies the full tiles of the left matrix so that a kernel reads each of them from front to back.</summary>
    private static void PackLeft(StridedPointer source, float* target, ProductSize size)
    {
        for (var row = 0; row + MatrixKernel.TileRows <= size.Rows; row += MatrixKernel.TileRows)
        {
            for (var k = 0; k < size.Inner; k++, target += MatrixKernel.TileRows)
            {
                MatrixKernel.CopyColumn(source.At(row, k), target);
            }
        }
    }

    /// <summary>Copies one panel of the right matrix, whose rows may lie far apart.</summary>
    private static StridedPointer PackRight(StridedPointer source, float* target, int inner)
    {
        for (var k = 0; k < inner; k++)
        {
            MatrixKernel.CopyRow(source.At(k), target + ((nint)k * ColumnMultiple));
        }

        return new StridedPointer(target, ColumnMultiple, 1);
    }

    private static float[] Scratch(ref float[]? buffer, int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<float>(length);
        }

        return buffer;
    }
}
