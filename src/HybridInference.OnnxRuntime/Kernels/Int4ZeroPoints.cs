using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Adds what products lack because a block of weights has another zero point than the usual one.</summary>
internal static unsafe class Int4ZeroPoints
{
    private const int Lanes = 8;

    /// <summary>The blocks that go together; even, as the zero points of two blocks share a byte.</summary>
    private const int BlocksAtOnce = 16;

    /// <summary>Adds to the products of rows with a panel.</summary>
    public static void Add(in Int4Weights weights, int panel, in QuantizedRows rows, int rowCount, float* to)
    {
        int column = panel * Int4Weights.PanelColumns, columns = Math.Min(Int4Weights.PanelColumns, weights.Columns - column);
        float* shifts = stackalloc float[BlocksAtOnce * Int4Weights.PanelColumns];
        float* sums = stackalloc float[Int4Weights.PanelColumns];
        for (int block = 0; block < weights.Blocks; block += BlocksAtOnce)
        {
            int blocks = Math.Min(BlocksAtOnce, weights.Blocks - block);
            SetShifts(weights.ZeroPointsAt(panel, block), weights.ScalesAt(panel, block), blocks, shifts);
            for (int row = 0; row < rowCount; row++)
            {
                Multiply(rows.OffsetsAt(row) + block, shifts, blocks, sums);
                var results = new Span<float>(to + ((nint)row * weights.Columns) + column, columns);
                TensorPrimitives.Add(results, new ReadOnlySpan<float>(sums, columns), results);
            }
        }
    }

    /// <summary>Computes how far zero points are from the usual one, as a part of that, times the scale: the factor of <see cref="QuantizedRows.Offsets"/>.</summary>
    [MethodImpl(Kernels.Loop)]
    private static void SetShifts(byte* zeroPoints, float* scales, int blocks, float* to)
    {
        Vector256<float> part = Vector256.Create(1f / Int4Weights.ZeroPoint);
        for (int block = 0; block < blocks; block++)
        {
            byte* pairs = zeroPoints + (block / 2 * Int4Weights.PanelColumns);
            for (int i = 0; i < Int4Weights.PanelColumns; i += Lanes, scales += Lanes, to += Lanes)
            {
                Vector256<int> pair = Avx2.ConvertToVector256Int32(pairs + i);
                Vector256<int> number = block % 2 == 0 ? pair & Vector256.Create(15) : Vector256.ShiftRightLogical(pair, 4);
                (Avx.ConvertToVector256Single(number - Vector256.Create(Int4Weights.ZeroPoint)) * part * Vector256.Load(scales)).Store(to);
            }
        }
    }

    [MethodImpl(Kernels.Loop)]
    private static void Multiply(float* offsets, float* shifts, int blocks, float* to)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (float* end = offsets + blocks; offsets < end; offsets++, shifts += Int4Weights.PanelColumns)
        {
            Vector256<float> offset = Vector256.Create(*offsets);
            a = Fma.MultiplyAdd(offset, Vector256.Load(shifts), a);
            b = Fma.MultiplyAdd(offset, Vector256.Load(shifts + Lanes), b);
            c = Fma.MultiplyAdd(offset, Vector256.Load(shifts + (2 * Lanes)), c);
            d = Fma.MultiplyAdd(offset, Vector256.Load(shifts + (3 * Lanes)), d);
        }

        a.Store(to);
        b.Store(to + Lanes);
        c.Store(to + (2 * Lanes));
        d.Store(to + (3 * Lanes));
    }
}
