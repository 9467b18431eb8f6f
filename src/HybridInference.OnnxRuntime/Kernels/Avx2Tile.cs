using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Multiplies one to four rows with a panel of 32 columns, two rows and 16 columns at a time: so many results fit into registers.</summary>
internal static unsafe class Avx2Tile<TDot, TRows>
    where TDot : IByteDot
    where TRows : IRowCount
{
    private const int Columns = 16;
    private const int Half = Columns / 2;

    /// <summary>The bytes of a step of all columns of a panel.</summary>
    private const int StepBytes = Int4Weights.PanelColumns * Int4Weights.StepBytes;

    /// <inheritdoc cref="Avx512Tile{TRows}.Multiply"/>
    public static void Multiply(in Int4Tile tile)
    {
        for (int column = 0; column < Int4Weights.PanelColumns; column += Columns)
        {
            if (TRows.Count > 1)
            {
                MultiplyPart<TwoRows>(tile, 0, column);
            }

            if (TRows.Count > 3)
            {
                MultiplyPart<TwoRows>(tile, 2, column);
            }

            if (TRows.Count % 2 > 0)
            {
                MultiplyPart<OneRow>(tile, TRows.Count - 1, column);
            }
        }
    }

    [MethodImpl(Kernels.Loop)]
    private static void MultiplyPart<TPart>(in Int4Tile tile, int row, int column)
        where TPart : IRowCount
    {
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
        nint rowStride = tile.Rows.Stride, blockStride = tile.Rows.BlockStride, stride = tile.Stride;
        sbyte* x = tile.Rows.ValuesAt(tile.FirstRow + row);
        float* scales = tile.Rows.ScalesAt(tile.FirstRow + row), to = tile.To + (row * stride) + column;
        nint offsets = (nint)(tile.Rows.Offsets - tile.Rows.Scales);
        byte* weights = tile.Weights + (column * Int4Weights.StepBytes);
        float* weightScales = tile.Scales + column;
        bool fetches = tile.Fetches && row == 0 && column == 0;
        for (float* end = scales + tile.Blocks; scales < end; scales++, weightScales += Int4Weights.PanelColumns)
        {
            if (fetches)
            {
                Int4Prefetch.Block(weights, weightScales);
            }

            Vector256<int> sa0 = default, sa1 = default, sb0 = default, sb1 = default;
            Add<TPart>(weights, x, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Add<TPart>(weights + StepBytes, x + 4, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Add<TPart>(weights + (2 * StepBytes), x + 8, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Add<TPart>(weights + (3 * StepBytes), x + 12, rowStride, ref sa0, ref sa1, ref sb0, ref sb1);
            Vector256<float> scale0 = Vector256.Load(weightScales), scale1 = Vector256.Load(weightScales + Half);
            AddScaled(true, ref a0, ref a1, sa0, sa1, scale0, scale1, scales, offsets);
            AddScaled(TPart.Count > 1, ref b0, ref b1, sb0, sb1, scale0, scale1, scales + blockStride, offsets);
            weights += Int4Weights.Steps * StepBytes;
            x += Int4Weights.BlockSize;
        }

        Store(true, to, a0, a1);
        Store(TPart.Count > 1, to + stride, b0, b1);
    }

    /// <summary>Adds the products of a step of a block. The steps are no loop: one that has only four turns costs a tenth of the time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TPart>(
        byte* weights, sbyte* x, nint rowStride, ref Vector256<int> a0, ref Vector256<int> a1, ref Vector256<int> b0, ref Vector256<int> b1)
        where TPart : IRowCount
    {
        Vector256<byte> low = Vector256.Create((byte)15);
        Vector256<byte> first = Vector256.Load(weights), second = Vector256.Load(weights + Vector256<byte>.Count);
        Add<TPart>(first & low, second & low, x, rowStride, ref a0, ref a1, ref b0, ref b1);
        first = Vector256.ShiftRightLogical(first.AsUInt16(), 4).AsByte() & low;
        second = Vector256.ShiftRightLogical(second.AsUInt16(), 4).AsByte() & low;
        Add<TPart>(first, second, x + QuantizedRows.OddPlaces, rowStride, ref a0, ref a1, ref b0, ref b1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TPart>(
        Vector256<byte> first, Vector256<byte> second, sbyte* x, nint rowStride,
        ref Vector256<int> a0, ref Vector256<int> a1, ref Vector256<int> b0, ref Vector256<int> b1)
        where TPart : IRowCount
    {
        Vector256<sbyte> a = Vector256.Create(*(int*)x).AsSByte();
        a0 = TDot.Add(a0, first, a);
        a1 = TDot.Add(a1, second, a);
        if (TPart.Count > 1)
        {
            Vector256<sbyte> b = Vector256.Create(*(int*)(x + rowStride)).AsSByte();
            b0 = TDot.Add(b0, first, b);
            b1 = TDot.Add(b1, second, b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(
        bool isThere, ref Vector256<float> sum0, ref Vector256<float> sum1, Vector256<int> part0, Vector256<int> part1,
        Vector256<float> scale0, Vector256<float> scale1, float* scale, nint offsets)
    {
        if (isThere)
        {
            Vector256<float> rowScale = Vector256.Create(*scale), offset = Vector256.Create(scale[offsets]);
            sum0 = Fma.MultiplyAdd(Fma.MultiplyAdd(TDot.ToFloats(part0), rowScale, offset), scale0, sum0);
            sum1 = Fma.MultiplyAdd(Fma.MultiplyAdd(TDot.ToFloats(part1), rowScale, offset), scale1, sum1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(bool isThere, float* to, Vector256<float> first, Vector256<float> second)
    {
        if (isThere)
        {
            first.Store(to);
            second.Store(to + Half);
        }
    }
}
