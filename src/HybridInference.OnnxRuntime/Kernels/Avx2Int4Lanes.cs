using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Two blocks at once, in four lanes each.</summary>
internal readonly unsafe struct Avx2Int4Lanes<TDot> : IInt4Lanes<Vector256<float>>
    where TDot : IByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> sum, byte* weights, sbyte* row, Vector128<float> scales)
    {
        Vector256<float> first = Multiply(weights, row);
        sum = Fma.MultiplyAdd(first, Avx2.PermuteVar8x32(scales.ToVector256Unsafe(), Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1)), sum);
        Vector256<float> second = Multiply(weights + Vector256<byte>.Count, row + Vector256<byte>.Count);
        return Fma.MultiplyAdd(second, Avx2.PermuteVar8x32(scales.ToVector256Unsafe(), Vector256.Create(2, 2, 2, 2, 3, 3, 3, 3)), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Total(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d) => Avx2Lanes.Total(a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Multiply(byte* weights, sbyte* row)
    {
        Vector256<byte> pairs = Vector256.Load(weights), low = Vector256.Create((byte)15);
        Vector256<byte> even = pairs & low, odd = Vector256.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & low;
        return TDot.ToFloats(TDot.Add(TDot.Add(default, even, Vector256.Load(row)), odd, Vector256.Load(row + QuantizedRows.HalfGroup)));
    }
}
