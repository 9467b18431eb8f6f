using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Multiplies one row with columns of weights, read in the order in which they lie.</summary>
internal static unsafe class Avx512Row
{
    /// <summary>Multiplies with some of the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRows rows, int row, float* to)
    {
        sbyte* values = rows.Values + ((nint)row * rows.Stride);
        float* scales = rows.Scales + ((nint)row * rows.BlockStride);
        float* offsets = rows.Offsets + ((nint)row * rows.BlockStride);
        int blocks = weights.Blocks;
        byte* lastValues = stackalloc byte[QuantizedRows.HalfGroup];
        float* lastScales = stackalloc float[QuantizedRows.Group];
        for (int column = firstColumn; column < endColumn; column++)
        {
            // What fills up a column's last group is the next column's, times zero; at the very end, where nothing follows, it is a copy.
            bool isFollowed = (weights.Columns - column) * (long)blocks >= rows.BlockStride;
            int direct = isFollowed ? blocks : blocks / QuantizedRows.Group * QuantizedRows.Group;
            byte* from = weights.ColumnAt(column);
            float* weightScales = weights.ScalesAt(column);
            Vector512<float> sum = default;
            Vector128<float> shift = default;
            int block = 0;
            for (; block < direct; block += QuantizedRows.Group)
            {
                Add(ref sum, ref shift, from + (block * Int4Weights.BlockBytes), weightScales + block, values + (block * Int4Weights.BlockSize), scales + block, offsets + block);
            }

            if (block < blocks)
            {
                weights.CopyEnd(column, block, lastValues, lastScales);
                Add(ref sum, ref shift, lastValues, lastScales, values + (block * Int4Weights.BlockSize), scales + block, offsets + block);
            }

            to[column] = Vector512.Sum(sum) + Vector128.Sum(shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector512<float> sum, ref Vector128<float> shift, byte* from, float* weightScales, sbyte* values, float* scales, float* offsets)
    {
        Vector512<byte> pairs = Vector512.Load(from), mask = Vector512.Create((byte)15);
        Vector512<short> products = Avx512BW.MultiplyAddAdjacent(pairs & mask, Vector512.Load(values))
            + Avx512BW.MultiplyAddAdjacent(Vector512.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & mask, Vector512.Load(values + QuantizedRows.HalfGroup));
        Vector512<float> widened = Avx512F.ConvertToVector512Single(Avx512BW.MultiplyAddAdjacent(products, Vector512<short>.One));
        Vector128<float> weightScale = Vector128.Load(weightScales);
        sum = Avx512F.FusedMultiplyAdd(widened, Spread(weightScale * Vector128.Load(scales)), sum);
        shift = Fma.MultiplyAdd(weightScale, Vector128.Load(offsets), shift);
    }

    /// <summary>Repeats each of four numbers four times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Spread(Vector128<float> four) => Avx512F.PermuteVar16x32(
        four.ToVector256Unsafe().ToVector512Unsafe(), Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3));
}
