using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Some blocks of 32 columns of weights, a byte for each weight, in the order in which tiles read them. Stays in the first cache.</summary>
/// <remarks>For each block, four times: four even places of all columns, and the four odd ones beside them.</remarks>
internal static unsafe class Int4Panel
{
    public const int Columns = 32;

    /// <summary>The rows of a tile, which are multiplied with a panel at once.</summary>
    public const int Rows = 4;

    public const int Blocks = 16;
    public const int BlockBytes = Columns * Int4Weights.BlockSize;
    public const int Bytes = Blocks * BlockBytes;

    /// <summary>The bytes of four even places and four odd ones of all columns.</summary>
    public const int Step = BlockBytes / 4;

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
            for (int i = 0; i < Columns; i += 8)
            {
                UnpackEight(columns + i, block * Int4Weights.BlockBytes, panel + (i * 4));
            }
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

    /// <summary>Turns eight columns of four times four bytes into four rows of eight times four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UnpackEight(byte** columns, int offset, byte* to)
    {
        Vector256<int> a = Load(columns, offset), b = Load(columns + 1, offset), c = Load(columns + 2, offset), d = Load(columns + 3, offset);
        Vector256<long> lowAb = Avx2.UnpackLow(a, b).AsInt64(), highAb = Avx2.UnpackHigh(a, b).AsInt64();
        Vector256<long> lowCd = Avx2.UnpackLow(c, d).AsInt64(), highCd = Avx2.UnpackHigh(c, d).AsInt64();
        Store(Avx2.UnpackLow(lowAb, lowCd).AsByte(), to);
        Store(Avx2.UnpackHigh(lowAb, lowCd).AsByte(), to + Step);
        Store(Avx2.UnpackLow(highAb, highCd).AsByte(), to + (2 * Step));
        Store(Avx2.UnpackHigh(highAb, highCd).AsByte(), to + (3 * Step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(byte** columns, int offset) =>
        Vector256.Create(Vector128.Load(columns[0] + offset), Vector128.Load(columns[4] + offset)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<byte> pairs, byte* to)
    {
        Vector256<byte> low = Vector256.Create((byte)15);
        (pairs & low).Store(to);
        (Vector256.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & low).Store(to + (Step / 2));
    }
}
