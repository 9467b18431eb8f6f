using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Rows of floats, turned into bytes in blocks of 32 with a scale each: what accuracy level 4 of <c>MatMulNBits</c> asks for.</summary>
/// <remarks>Of a block come first the numbers with even places, then those with odd ones, as the two halves of a byte of weights have them.</remarks>
internal unsafe struct QuantizedRows
{
    /// <summary>Where the odd places of a block begin.</summary>
    public const int OddPlaces = Int4Weights.BlockSize / 2;

    private const int Largest = 127;

    /// <summary>The bytes of a row.</summary>
    public int Stride;

    /// <summary>The scales, and the offsets, of a row.</summary>
    public int BlockStride;

    public sbyte* Values;

    public float* Scales;

    /// <summary>What is to be added to the product of a block, before the scale of the weights, because their zero point is 8.</summary>
    public float* Offsets;

    /// <summary>Gets the bytes that rows of so many blocks need.</summary>
    public static long SizeOf(int rows, int blocks) => (long)rows * blocks * (Int4Weights.BlockSize + (2 * sizeof(float)));

    /// <summary>Divides memory of <see cref="SizeOf"/>.</summary>
    public static QuantizedRows Create(byte* memory, int rows, int blocks)
    {
        long count = (long)rows * blocks;
        float* scales = (float*)(memory + (count * Int4Weights.BlockSize));
        return new QuantizedRows
        {
            Stride = blocks * Int4Weights.BlockSize,
            BlockStride = blocks,
            Values = (sbyte*)memory,
            Scales = scales,
            Offsets = scales + count,
        };
    }

    public readonly sbyte* ValuesAt(int row) => Values + ((nint)row * Stride);

    public readonly float* ScalesAt(int row) => Scales + ((nint)row * BlockStride);

    public readonly float* OffsetsAt(int row) => Offsets + ((nint)row * BlockStride);

    /// <summary>Turns a row of floats.</summary>
    [MethodImpl(Kernels.Loop)]
    public readonly void Set(int row, float* from, int length)
    {
        sbyte* values = ValuesAt(row);
        float* scales = ScalesAt(row), offsets = OffsetsAt(row);
        int full = length / Int4Weights.BlockSize, rest = length % Int4Weights.BlockSize;
        for (int block = 0; block < full; block++)
        {
            SetBlock(from + (block * Int4Weights.BlockSize), values + (block * Int4Weights.BlockSize), scales + block, offsets + block);
        }

        if (rest > 0)
        {
            float* last = stackalloc float[Int4Weights.BlockSize];
            new Span<float>(last, Int4Weights.BlockSize).Clear();
            new ReadOnlySpan<float>(from + (full * Int4Weights.BlockSize), rest).CopyTo(new Span<float>(last, rest));
            SetBlock(last, values + (full * Int4Weights.BlockSize), scales + full, offsets + full);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetBlock(float* from, sbyte* to, float* scale, float* offset)
    {
        Vector256<float> first = Vector256.Load(from), second = Vector256.Load(from + 8), third = Vector256.Load(from + 16), fourth = Vector256.Load(from + 24);
        Vector256<float> largest = Avx.Max(Avx.Max(Vector256.Abs(first), Vector256.Abs(second)), Avx.Max(Vector256.Abs(third), Vector256.Abs(fourth)));
        float max = MaxOf(largest);
        Vector256<float> factor = Vector256.Create(max == 0 ? 0 : Largest / max);
        Vector256<int> a = Avx.ConvertToVector256Int32(first * factor), b = Avx.ConvertToVector256Int32(second * factor);
        Vector256<int> c = Avx.ConvertToVector256Int32(third * factor), d = Avx.ConvertToVector256Int32(fourth * factor);

        // Packing takes turns between the halves of its inputs; the next step puts all back in order, and the last two the even places first.
        Vector256<sbyte> packed = Avx2.PackSignedSaturate(Avx2.PackSignedSaturate(a, b), Avx2.PackSignedSaturate(c, d));
        Vector256<sbyte> ordered = Avx2.PermuteVar8x32(packed.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsSByte();
        Vector256<sbyte> parted = Avx2.Shuffle(ordered, Vector256.Create(
            (sbyte)0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15));
        Avx2.Permute4x64(parted.AsInt64(), 0b11_01_10_00).AsSByte().Store(to);
        *scale = max / Largest;
        *offset = -Int4Weights.ZeroPoint * Vector256.Sum((a + b) + (c + d)) * *scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MaxOf(Vector256<float> values)
    {
        Vector128<float> half = Sse.Max(values.GetLower(), values.GetUpper());
        half = Sse.Max(half, Sse.MoveHighToLow(half, half));
        return Sse.MaxScalar(half, Sse.Shuffle(half, half, 1)).ToScalar();
    }
}
