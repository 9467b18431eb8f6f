using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Multiplies four rows with a panel of 32 columns, all results in registers.</summary>
/// <remarks>
/// The products of a block are summed in 16 bits: 16 products of a number up to 15 and one up to 127 fit, and a lane holds as many. Only the sum of a block is
/// turned into floats.
/// </remarks>
internal static unsafe class Avx512Tile
{
    /// <summary>Multiplies, and sets or adds to the results.</summary>
    [MethodImpl(Kernels.Loop)]
    public static void Multiply(byte* panel, float* weightScales, in QuantizedRows rows, int row, int firstBlock, int blocks, float* to, nint stride, bool adds)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        nint rowStride = rows.Stride, blockStride = rows.BlockStride;
        sbyte* values = rows.Values + (row * rowStride);
        float* scales = rows.Scales + (row * blockStride) + firstBlock;
        nint offsets = (nint)(rows.Offsets - rows.Scales);
        for (int block = firstBlock; block < firstBlock + blocks; block++, scales++, weightScales += Int4Panel.Columns)
        {
            Vector512<short> sa0 = default, sa1 = default, sb0 = default, sb1 = default, sc0 = default, sc1 = default, sd0 = default, sd1 = default;
            sbyte* x = QuantizedRows.PlaceOf(values, block);
            for (byte* end = panel + Int4Panel.BlockBytes; panel < end; panel += 256, x += 4)
            {
                Vector512<byte> even0 = Vector512.Load(panel), even1 = Vector512.Load(panel + 64), odd0 = Vector512.Load(panel + 128), odd1 = Vector512.Load(panel + 192);
                Add(ref sa0, ref sa1, even0, even1, odd0, odd1, x);
                Add(ref sb0, ref sb1, even0, even1, odd0, odd1, x + rowStride);
                Add(ref sc0, ref sc1, even0, even1, odd0, odd1, x + (2 * rowStride));
                Add(ref sd0, ref sd1, even0, even1, odd0, odd1, x + (3 * rowStride));
            }

            Vector512<float> scale0 = Vector512.Load(weightScales), scale1 = Vector512.Load(weightScales + 16);
            AddScaled(ref a0, ref a1, sa0, sa1, scale0, scale1, scales, offsets);
            AddScaled(ref b0, ref b1, sb0, sb1, scale0, scale1, scales + blockStride, offsets);
            AddScaled(ref c0, ref c1, sc0, sc1, scale0, scale1, scales + (2 * blockStride), offsets);
            AddScaled(ref d0, ref d1, sd0, sd1, scale0, scale1, scales + (3 * blockStride), offsets);
        }

        Store(to, a0, a1, adds);
        Store(to + stride, b0, b1, adds);
        Store(to + (2 * stride), c0, c1, adds);
        Store(to + (3 * stride), d0, d1, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref Vector512<short> sum0, ref Vector512<short> sum1, Vector512<byte> even0, Vector512<byte> even1, Vector512<byte> odd0, Vector512<byte> odd1, sbyte* x)
    {
        Vector512<sbyte> even = Vector512.Create(*(int*)x).AsSByte(), odd = Vector512.Create(*(int*)(x + QuantizedRows.HalfGroup)).AsSByte();
        sum0 += Avx512BW.MultiplyAddAdjacent(even0, even) + Avx512BW.MultiplyAddAdjacent(odd0, odd);
        sum1 += Avx512BW.MultiplyAddAdjacent(even1, even) + Avx512BW.MultiplyAddAdjacent(odd1, odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(
        ref Vector512<float> sum0, ref Vector512<float> sum1, Vector512<short> part0, Vector512<short> part1,
        Vector512<float> scale0, Vector512<float> scale1, float* scale, nint offsets)
    {
        Vector512<float> rowScale = Vector512.Create(*scale), offset = Vector512.Create(scale[offsets]);
        sum0 = Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAdd(Widen(part0), rowScale, offset), scale0, sum0);
        sum1 = Avx512F.FusedMultiplyAdd(Avx512F.FusedMultiplyAdd(Widen(part1), rowScale, offset), scale1, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen(Vector512<short> pairs) => Avx512F.ConvertToVector512Single(Avx512BW.MultiplyAddAdjacent(pairs, Vector512<short>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, Vector512<float> first, Vector512<float> second, bool adds)
    {
        (adds ? first + Vector512.Load(to) : first).Store(to);
        (adds ? second + Vector512.Load(to + 16) : second).Store(to + 16);
    }
}
