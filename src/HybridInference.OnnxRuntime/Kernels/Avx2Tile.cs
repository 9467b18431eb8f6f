using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Multiplies four rows with a panel of 32 columns, two rows and 16 columns at a time: so many results fit into registers.</summary>
internal static unsafe class Avx2Tile<TDot>
    where TDot : IByteDot
{
    private const int Rows = 2;
    private const int Columns = 16;
    private const int Half = Columns / 2;

    /// <inheritdoc cref="Avx512Tile.Multiply"/>
    public static void Multiply(byte* panel, float* weightScales, in QuantizedRows rows, int row, int firstBlock, int blocks, float* to, nint stride, bool adds)
    {
        for (int column = 0; column < Int4Panel.Columns; column += Columns)
        {
            for (int i = 0; i < Int4Panel.Rows; i += Rows)
            {
                MultiplyPart(panel + (column * 4), weightScales + column, rows, row + i, firstBlock, blocks, to + (i * stride) + column, stride, adds);
            }
        }
    }

    [MethodImpl(Kernels.Loop)]
    private static void MultiplyPart(
        byte* panel, float* weightScales, in QuantizedRows rows, int row, int firstBlock, int blocks, float* to, nint stride, bool adds)
    {
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
        nint rowStride = rows.Stride, blockStride = rows.BlockStride;
        sbyte* values = rows.Values + (row * rowStride);
        float* scales = rows.Scales + (row * blockStride) + firstBlock;
        nint offsets = (nint)(rows.Offsets - rows.Scales);
        for (int block = firstBlock; block < firstBlock + blocks; block++, panel += Int4Panel.BlockBytes, scales++, weightScales += Int4Panel.Columns)
        {
            Vector256<int> sa0 = default, sa1 = default, sb0 = default, sb1 = default;
            sbyte* x = QuantizedRows.PlaceOf(values, block);
            Add(panel, x, 0, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Add(panel, x, 1, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Add(panel, x, 2, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Add(panel, x, 3, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Vector256<float> scale0 = Vector256.Load(weightScales), scale1 = Vector256.Load(weightScales + Half);
            AddScaled(ref a0, ref a1, sa0, sa1, scale0, scale1, scales, offsets);
            AddScaled(ref b0, ref b1, sb0, sb1, scale0, scale1, scales + blockStride, offsets);
        }

        Store(to, a0, a1, adds);
        Store(to + stride, b0, b1, adds);
    }

    /// <summary>Adds the products of a quarter of a block. It is no loop: one that has only four turns costs a tenth of the time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        byte* weights, sbyte* x, int step, nint rowStride, ref Vector256<int> a0, ref Vector256<int> a1, ref Vector256<int> b0, ref Vector256<int> b1)
    {
        Add(weights, step * Int4Panel.Step, x, step * 4, rowStride, ref a0, ref a1, ref b0, ref b1);
        Add(weights, (step * Int4Panel.Step) + (Int4Panel.Step / 2), x, (step * 4) + QuantizedRows.HalfGroup, rowStride, ref a0, ref a1, ref b0, ref b1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        byte* weights, int place, sbyte* x, int number, nint rowStride,
        ref Vector256<int> a0, ref Vector256<int> a1, ref Vector256<int> b0, ref Vector256<int> b1)
    {
        Vector256<byte> first = Vector256.Load(weights + place), second = Vector256.Load(weights + place + Vector256<byte>.Count);
        Vector256<sbyte> a = Vector256.Create(*(int*)(x + number)).AsSByte(), b = Vector256.Create(*(int*)(x + rowStride + number)).AsSByte();
        a0 = TDot.Add(a0, first, a);
        a1 = TDot.Add(a1, second, a);
        b0 = TDot.Add(b0, first, b);
        b1 = TDot.Add(b1, second, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(
        ref Vector256<float> sum0, ref Vector256<float> sum1, Vector256<int> part0, Vector256<int> part1,
        Vector256<float> scale0, Vector256<float> scale1, float* scale, nint offsets)
    {
        Vector256<float> rowScale = Vector256.Create(*scale), offset = Vector256.Create(scale[offsets]);
        sum0 = Fma.MultiplyAdd(Fma.MultiplyAdd(TDot.ToFloats(part0), rowScale, offset), scale0, sum0);
        sum1 = Fma.MultiplyAdd(Fma.MultiplyAdd(TDot.ToFloats(part1), rowScale, offset), scale1, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, Vector256<float> first, Vector256<float> second, bool adds)
    {
        (adds ? first + Vector256.Load(to) : first).Store(to);
        (adds ? second + Vector256.Load(to + Half) : second).Store(to + Half);
    }
}
