using System.Runtime.Intrinsics;

namespace HybridInference.DemoModelTrainer.Model;

/// <summary>The innermost loops of a matrix product: eight rows by thirty-two columns held in registers.</summary>
internal static unsafe class MatrixKernel
{
    public const int TileRows = 8;
    public const int TileColumns = 32;

    /// <summary>One tile of the result. Sixteen accumulators are spelled out, because only locals stay in registers.</summary>
    public static void MultiplyTile(StridedPointer left, StridedPointer right, StridedPointer result, int inner, bool accumulate)
    {
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default, c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default, c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default, c70 = default, c71 = default;
        var a = left.Start;
        var b = right.Start;
        var leftRow = left.RowStride;
        var leftRow3 = 3 * leftRow;
        var leftStep = left.ColumnStride;
        var rightStep = right.RowStride;
        var a4 = a + (4 * leftRow);
        for (var k = 0; k < inner; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[leftRow]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[2 * leftRow]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a[leftRow3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(*a4);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a4[leftRow]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a4[2 * leftRow]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a4[leftRow3]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a += leftStep;
            a4 += leftStep;
            b += rightStep;
        }

        var c = result.Start;
        var resultRow = result.RowStride;
        Store(c, c00, c01, accumulate);
        Store(c + resultRow, c10, c11, accumulate);
        Store(c + (2 * resultRow), c20, c21, accumulate);
        Store(c + (3 * resultRow), c30, c31, accumulate);
        Store(c + (4 * resultRow), c40, c41, accumulate);
        Store(c + (5 * resultRow), c50, c51, accumulate);
        Store(c + (6 * resultRow), c60, c61, accumulate);
        Store(c + (7 * resultRow), c70, c71, accumulate);
    }

    /// <summary>One row of the result, for the rows left over by the tiles.</summary>
    public static void MultiplyRow(StridedPointer left, StridedPointer right, StridedPointer result, int inner, bool accumulate)
    {
        Vector512<float> c0 = default, c1 = default;
        var a = left.Start;
        var b = right.Start;
        for (var k = 0; k < inner; k++)
        {
            var x = Vector512.Create(*a);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            a += left.ColumnStride;
            b += right.RowStride;
        }

        Store(result.Start, c0, c1, accumulate);
    }

    /// <summary>Copies the first columns of a row, as many as a tile has.</summary>
    public static void CopyRow(StridedPointer source, float* target)
    {
        Vector512.Load(source.Start).Store(target);
        Vector512.Load(source.Start + 16).Store(target + 16);
    }

    /// <summary>Copies the first rows of a column, as many as a tile has.</summary>
    public static void CopyColumn(StridedPointer source, float* target)
    {
        if (source.RowStride == 1)
        {
            Vector256.Load(source.Start).Store(target);
            return;
        }

        for (var i = 0; i < TileRows; i++)
        {
            target[i] = source.Start[i * source.RowStride];
        }
    }

    private static void Store(float* target, Vector512<float> first, Vector512<float> second, bool accumulate)
    {
        if (accumulate)
        {
            first += Vector512.Load(target);
            second += Vector512.Load(target + 16);
        }

        first.Store(target);
        second.Store(target + 16);
    }
}
