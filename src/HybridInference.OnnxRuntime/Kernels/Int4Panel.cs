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

    private const int ColumnsAtOnce = 8;
    private const int BytesAtOnce = ColumnsAtOnce * Int4Weights.BlockBytes;

    /// <summary>Unpacks blocks of weights, and their scales. Where the matrix has fewer columns, its last one is repeated.</summary>
    [MethodImpl(Kernels.Loop)]
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
        for (int i = 0; i < Columns; i += ColumnsAtOnce)
        {
            UnpackColumns(columns + i, blocks, panel + (i * 4), ahead + (i * blocks * Int4Weights.BlockBytes), aheadScales + (i * blocks));
        }
    }

    /// <summary>Unpacks eight columns, and fetches as much of the next panel, in the order of the memory: what is read is spread too much to be foreseen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UnpackColumns(byte** columns, int blocks, byte* to, byte* ahead, float* aheadScales)
    {
        byte* a = columns[0], b = columns[1], c = columns[2], d = columns[3], e = columns[4], f = columns[5], g = columns[6], h = columns[7];
        for (nint i = 0; i < blocks * Int4Weights.BlockBytes; i += Int4Weights.BlockBytes, to += BlockBytes)
        {
            Sse.Prefetch1(ahead);
            Sse.Prefetch1(ahead + (BytesAtOnce / 2));
            Sse.Prefetch1(aheadScales);
            Turn(Load(a + i, e + i), Load(b + i, f + i), Load(c + i, g + i), Load(d + i, h + i), to);
            ahead += BytesAtOnce;
            aheadScales += ColumnsAtOnce;
        }
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

    /// <summary>Turns eight columns of four times four bytes, two in a vector, into four rows of eight times four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d, byte* to)
    {
        Vector256<long> lowAb = Avx2.UnpackLow(a, b).AsInt64(), highAb = Avx2.UnpackHigh(a, b).AsInt64();
        Vector256<long> lowCd = Avx2.UnpackLow(c, d).AsInt64(), highCd = Avx2.UnpackHigh(c, d).AsInt64();
        Store(Avx2.UnpackLow(lowAb, lowCd).AsByte(), to);
        Store(Avx2.UnpackHigh(lowAb, lowCd).AsByte(), to + Step);
        Store(Avx2.UnpackLow(highAb, highCd).AsByte(), to + (2 * Step));
        Store(Avx2.UnpackHigh(highAb, highCd).AsByte(), to + (3 * Step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(byte* first, byte* second) => Vector256.Create(Vector128.Load(first), Vector128.Load(second)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<byte> pairs, byte* to)
    {
        Vector256<byte> low = Vector256.Create((byte)15);
        (pairs & low).Store(to);
        (Vector256.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & low).Store(to + (Step / 2));
    }
}
