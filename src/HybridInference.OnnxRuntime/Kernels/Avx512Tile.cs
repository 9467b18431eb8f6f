using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Multiplies one to four rows with a panel of 32 columns, all results in registers.</summary>
/// <remarks>
/// The products of a block are summed in 16 bits: 16 products of a number up to 15 and one up to 127 fit, and a lane holds as many. Only the sum of a block is
/// turned into floats. A row's results are the same whatever rows go with it.
/// </remarks>
internal static unsafe class Avx512Tile<TRows>
    where TRows : IRowCount
{
    private const int Lanes = 16;
    private const int StepBytes = Int4Weights.PanelColumns * Int4Weights.StepBytes;

    /// <summary>Multiplies all blocks.</summary>
    [MethodImpl(Kernels.Loop)]
    public static void Multiply(in Int4Tile tile)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        nint rowStride = tile.Rows.Stride, blockStride = tile.Rows.BlockStride, stride = tile.Stride;
        sbyte* x = tile.Rows.ValuesAt(tile.FirstRow);
        float* scales = tile.Rows.ScalesAt(tile.FirstRow), to = tile.To;
        nint offsets = (nint)(tile.Rows.Offsets - tile.Rows.Scales);
        byte* weights = tile.Weights;
        bool fetches = tile.Fetches;
        float* weightScales = tile.Scales;
        for (float* end = scales + tile.Blocks; scales < end; scales++, weightScales += Int4Weights.PanelColumns)
        {
            if (fetches)
            {
                Int4Prefetch.Block(weights, weightScales);
            }

            Vector512<short> sa0 = default, sa1 = default, sb0 = default, sb1 = default, sc0 = default, sc1 = default, sd0 = default, sd1 = default;
            for (sbyte* blockEnd = x + (Int4Weights.BlockSize / 2); x < blockEnd; x += Int4Weights.StepBytes, weights += StepBytes)
            {
                Unpack(weights, out Vector512<byte> even0, out Vector512<byte> even1, out Vector512<byte> odd0, out Vector512<byte> odd1);
                Add(0, ref sa0, ref sa1, even0, even1, odd0, odd1, x);
                Add(1, ref sb0, ref sb1, even0, even1, odd0, odd1, x + rowStride);
                Add(2, ref sc0, ref sc1, even0, even1, odd0, odd1, x + (2 * rowStride));
                Add(3, ref sd0, ref sd1, even0, even1, odd0, odd1, x + (3 * rowStride));
            }

            x += Int4Weights.BlockSize / 2;
            Vector512<float> scale0 = Vector512.Load(weightScales), scale1 = Vector512.Load(weightScales + Lanes);
            AddScaled(0, ref a0, ref a1, sa0, sa1, scale0, scale1, scales, offsets);
            AddScaled(1, ref b0, ref b1, sb0, sb1, scale0, scale1, scales + blockStride, offsets);
            AddScaled(2, ref c0, ref c1, sc0, sc1, scale0, scale1, scales + (2 * blockStride), offsets);
            AddScaled(3, ref d0, ref d1, sd0, sd1, scale0, scale1, scales + (3 * blockStride), offsets);
        }

        Store(0, to, a0, a1);
        Store(1, to + stride, b0, b1);
        Store(2, to + (2 * stride), c0, c1);
        Store(3, to + (3 * stride), d0, d1);
    }

    /// <summary>Unpacks a step of a block: the weights with even places and those with odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpack(byte* from, out Vector512<byte> even0, out Vector512<byte> even1, out Vector512<byte> odd0, out Vector512<byte> odd1)
    {
        Vector512<byte> pairs0 = Vector512.Load(from), pairs1 = Vector512.Load(from + (StepBytes / 2)), low = Vector512.Create((byte)15);
        odd0 = Vector512.ShiftRightLogical(pairs0.AsUInt16(), 4).AsByte() & low;
        odd1 = Vector512.ShiftRightLogical(pairs1.AsUInt16(), 4).AsByte() & low;
        even0 = pairs0 & low;
        even1 = pairs1 & low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        int row, ref Vector512<short> sum0, ref Vector512<short> sum1, Vector512<byte> even0, Vector512<byte> even1, Vector512<byte> odd0, Vector512<byte> odd1, sbyte* x)
    {
        if (row < TRows.Count)
        {
            Vector512<sbyte> even = Vector512.Create(*(int*)x).AsSByte(), odd = Vector512.Create(*(int*)(x + QuantizedRows.OddPlaces)).AsSByte();
            sum0 += Avx512BW.MultiplyAddAdjacent(even0, even) + Avx512BW.MultiplyAddAdjacent(odd0, odd);
            sum1 += Avx512BW.MultiplyAddAdjacent(even1, even) + Avx512BW.MultiplyAddAdjacent(odd1, odd);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(
        int row, ref Vector512<float> sum0, ref Vector512<float> sum1, Vector512<short> part0, Vector512<short> part1,
        Vector512<float> scale0, Vector512<float> scale1, float* scale, nint offsets)
    {
        if (row < TRows.Count)
        {
            Vector512<float> rowScale = Vector512.Create(*scale), offset = Vector512.Create(scale[offsets]);
            sum0 = Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAdd(Widen(part0), rowScale, offset), scale0, sum0);
            sum1 = Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAdd(Widen(part1), rowScale, offset), scale1, sum1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen(Vector512<short> pairs) => Avx512F.ConvertToVector512Single(Avx512BW.MultiplyAddAdjacent(pairs, Vector512<short>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int row, float* to, Vector512<float> first, Vector512<float> second)
    {
        if (row < TRows.Count)
        {
            first.Store(to);
            second.Store(to + Lanes);
        }
    }
}
