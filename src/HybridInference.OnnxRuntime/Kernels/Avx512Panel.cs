using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Some blocks of 32 columns of weights, a byte for each weight, in the order in which <see cref="Avx512Tile"/> reads them. Stays in the first cache.</summary>
/// <remarks>For each block, four times: four even places of all columns, and the four odd ones beside them.</remarks>
internal static unsafe class Avx512Panel
{
    public const int Columns = 32;
    public const int Blocks = 16;
    public const int BlockBytes = Columns * Int4Weights.BlockSize;
    public const int Bytes = Blocks * BlockBytes;

    private const int Half = Columns / 2;
    private const int Step = BlockBytes / 4;

    /// <summary>Unpacks blocks of weights, and their scales. Where the matrix has fewer columns, its last one is repeated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(in Int4Weights weights, int column, int firstBlock, int blocks, byte* panel, float* scales)
    {
        byte** columns = stackalloc byte*[Columns];
        float** scaleColumns = stackalloc float*[Columns];
        for (int i = 0; i < Columns; i++)
        {
            int source = Math.Min(column + i, weights.Columns - 1);
            columns[i] = weights.ColumnAt(source) + (firstBlock * Int4Weights.BlockBytes);
            scaleColumns[i] = weights.ScalesAt(source) + firstBlock;
        }

        for (int i = 0; i < Columns; i += Vector128<float>.Count)
        {
            TurnScales(scaleColumns + i, blocks, scales + i);
        }

        byte* ahead = weights.ColumnAt(column + Columns) + (firstBlock * Columns * Int4Weights.BlockBytes);
        float* aheadScales = weights.ScalesAt(column + Columns) + (firstBlock * Columns);
        for (int block = 0; block < blocks; block++, panel += BlockBytes)
        {
            Prefetch(ahead + (block * Columns * Int4Weights.BlockBytes), aheadScales + (block * Columns));
            UnpackHalf(columns, block * Int4Weights.BlockBytes, panel);
            UnpackHalf(columns + Half, block * Int4Weights.BlockBytes, panel + Vector512<byte>.Count);
        }
    }

    /// <summary>Fetches as much as a block of the next panel takes, in the order of the memory: what is read is spread too much to be foreseen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* weights, float* scales)
    {
        for (int line = 0; line < Columns * Int4Weights.BlockBytes; line += 64)
        {
            Sse.Prefetch1(weights + line);
        }

        Sse.Prefetch1(scales);
        Sse.Prefetch1(scales + 16);
    }

    /// <summary>Puts the scales of four columns beside each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnScales(float** columns, int blocks, float* to)
    {
        float* a = columns[0], b = columns[1], c = columns[2], d = columns[3];
        int block = 0;
        for (; block + Vector128<float>.Count <= blocks; block += Vector128<float>.Count)
        {
            Vector128<float> first = Vector128.Load(a + block), second = Vector128.Load(b + block), third = Vector128.Load(c + block), fourth = Vector128.Load(d + block);
            Vector128<float> low = Sse.UnpackLow(first, second), high = Sse.UnpackHigh(first, second);
            Vector128<float> nextLow = Sse.UnpackLow(third, fourth), nextHigh = Sse.UnpackHigh(third, fourth);
            float* place = to + (block * Columns);
            Sse.MoveLowToHigh(low, nextLow).Store(place);
            Sse.MoveHighToLow(nextLow, low).Store(place + Columns);
            Sse.MoveLowToHigh(high, nextHigh).Store(place + (2 * Columns));
            Sse.MoveHighToLow(nextHigh, high).Store(place + (3 * Columns));
        }

        for (; block < blocks; block++)
        {
            Vector128.Create(a[block], b[block], c[block], d[block]).Store(to + (block * Columns));
        }
    }

    /// <summary>Turns 16 columns of four times four bytes into four rows of 16 times four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UnpackHalf(byte** columns, int offset, byte* to)
    {
        Vector512<int> a = Load(columns, offset), b = Load(columns + 1, offset), c = Load(columns + 2, offset), d = Load(columns + 3, offset);
        Vector512<long> lowAb = Avx512F.UnpackLow(a, b).AsInt64(), highAb = Avx512F.UnpackHigh(a, b).AsInt64();
        Vector512<long> lowCd = Avx512F.UnpackLow(c, d).AsInt64(), highCd = Avx512F.UnpackHigh(c, d).AsInt64();
        Store(Avx512F.UnpackLow(lowAb, lowCd).AsByte(), to);
        Store(Avx512F.UnpackHigh(lowAb, lowCd).AsByte(), to + Step);
        Store(Avx512F.UnpackLow(highAb, highCd).AsByte(), to + (2 * Step));
        Store(Avx512F.UnpackHigh(highAb, highCd).AsByte(), to + (3 * Step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Load(byte** columns, int offset) => Vector512.Create(
        Vector256.Create(Vector128.Load(columns[0] + offset), Vector128.Load(columns[4] + offset)),
        Vector256.Create(Vector128.Load(columns[8] + offset), Vector128.Load(columns[12] + offset))).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<byte> pairs, byte* to)
    {
        (pairs & Vector512.Create((byte)15)).Store(to);
        (Vector512.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & Vector512.Create((byte)15)).Store(to + (2 * Vector512<byte>.Count));
    }
}
