using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Multiplies one row with columns of weights, four at a time.</summary>
internal static unsafe class Int4Row<TLanes, TVector>
    where TLanes : IInt4Lanes<TVector>
    where TVector : struct
{
    private const int Columns = Int4WeightsEnd.Columns;
    private const int BytesPerBlock = Columns * Int4Weights.BlockBytes;

    /// <summary>About as many bytes of weights are fetched before they are needed: as the memory delivers in the time in which it answers.</summary>
    private const int Ahead = 4096;

    /// <summary>Multiplies with at least four columns, behind which a group of blocks can be read.</summary>
    [MethodImpl(Kernels.Loop)]
    public static void Multiply(in Int4Weights weights, int firstColumn, int endColumn, in QuantizedRow row, float* to)
    {
        nint blocks = weights.Blocks, stride = blocks * Int4Weights.BlockBytes;
        nint columnsAhead = Columns * Math.Max(1, Ahead / (Columns * stride));
        sbyte* values = row.Values;
        float* scales = row.Scales, offsets = row.Offsets;
        for (int next = firstColumn; next < endColumn; next += Columns)
        {
            // Where fewer are left, some are done twice.
            int column = Math.Min(next, endColumn - Columns);
            byte* from = weights.ColumnAt(column);
            float* own = weights.ScalesAt(column);
            byte* ahead = from + (columnsAhead * stride);
            float* aheadScales = own + (columnsAhead * blocks);
            TVector a = default, b = default, c = default, d = default;
            Vector128<float> moreA = default, moreB = default, moreC = default, moreD = default;
            for (nint block = 0; block < blocks; block += QuantizedRows.Group, from += QuantizedRows.HalfGroup, own += QuantizedRows.Group)
            {
                Prefetch(ahead + (block * BytesPerBlock), aheadScales + (block * Columns));
                sbyte* numbers = values + (block * Int4Weights.BlockSize);
                Vector128<float> scale = Vector128.Load(scales + block), offset = Vector128.Load(offsets + block);
                Add(ref a, ref moreA, from, own, numbers, scale, offset);
                Add(ref b, ref moreB, from + stride, own + blocks, numbers, scale, offset);
                Add(ref c, ref moreC, from + (2 * stride), own + (2 * blocks), numbers, scale, offset);
                Add(ref d, ref moreD, from + (3 * stride), own + (3 * blocks), numbers, scale, offset);
            }

            Vector128<float> more = Sse3.HorizontalAdd(Sse3.HorizontalAdd(moreA, moreB), Sse3.HorizontalAdd(moreC, moreD));
            (TLanes.Total(a, b, c, d) + more).Store(to + column);
        }
    }

    /// <summary>Fetches as much as a step takes of columns after those in work, in their order: what steps read is too far apart to be foreseen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* weights, float* scales)
    {
        Sse.Prefetch0(weights);
        Sse.Prefetch0(weights + 64);
        Sse.Prefetch0(weights + 128);
        Sse.Prefetch0(weights + 192);
        Sse.Prefetch0(scales);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref TVector sum, ref Vector128<float> more, byte* from, float* own, sbyte* numbers, Vector128<float> scale, Vector128<float> offset)
    {
        Vector128<float> ownScale = Vector128.Load(own);
        sum = TLanes.Add(sum, from, numbers, ownScale * scale);
        more = Fma.MultiplyAdd(ownScale, offset, more);
    }
}
