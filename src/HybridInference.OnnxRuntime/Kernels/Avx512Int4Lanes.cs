using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Four blocks at once, in four lanes each.</summary>
internal readonly unsafe struct Avx512Int4Lanes : IInt4Lanes<Vector512<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> sum, byte* weights, sbyte* row, Vector128<float> scales)
    {
        Vector512<byte> pairs = Vector512.Load(weights), low = Vector512.Create((byte)15);
        Vector512<byte> even = pairs & low, odd = Vector512.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & low;
        Vector512<short> products = Avx512BW.MultiplyAddAdjacent(even, Vector512.Load(row))
            + Avx512BW.MultiplyAddAdjacent(odd, Vector512.Load(row + QuantizedRows.HalfGroup));
        Vector512<float> widened = Avx512F.ConvertToVector512Single(Avx512BW.MultiplyAddAdjacent(products, Vector512<short>.One));
        Vector512<int> spread = Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
        return Avx512F.FusedMultiplyAdd(widened, Avx512F.PermuteVar16x32(scales.ToVector256Unsafe().ToVector512Unsafe(), spread), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Total(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) => Avx512Lanes.Total(a, b, c, d);
}
