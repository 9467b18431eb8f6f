using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>The steps of a product of rows and columns that lie as they are stored: four blocks at a time, four lanes for each.</summary>
internal static unsafe class Avx512Dot
{
    /// <summary>Gets the first weights of the pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Even(Vector512<byte> pairs) => pairs & Vector512.Create((byte)15);

    /// <summary>Gets the second weights of the pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Odd(Vector512<byte> pairs) => Vector512.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte() & Vector512.Create((byte)15);

    /// <summary>Multiplies four blocks of weights with those of a row, and adds the results to a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(
        Vector512<float> sum, Vector512<byte> even, Vector512<byte> odd, Vector512<sbyte> rowEven, Vector512<sbyte> rowOdd, Vector128<float> scales)
    {
        Vector512<short> products = Avx512BW.MultiplyAddAdjacent(even, rowEven) + Avx512BW.MultiplyAddAdjacent(odd, rowOdd);
        Vector512<float> widened = Avx512F.ConvertToVector512Single(Avx512BW.MultiplyAddAdjacent(products, Vector512<short>.One));
        Vector512<int> spread = Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
        return Avx512F.FusedMultiplyAdd(widened, Avx512F.PermuteVar16x32(scales.ToVector256Unsafe().ToVector512Unsafe(), spread), sum);
    }

    /// <summary>Adds up each of four sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Total(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector512<double> ab = (Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b)).AsDouble();
        Vector512<double> cd = (Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d)).AsDouble();
        Vector512<float> lanes = Avx512F.UnpackLow(ab, cd).AsSingle() + Avx512F.UnpackHigh(ab, cd).AsSingle();
        Vector256<float> half = lanes.GetLower() + lanes.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    /// <summary>Adds up four sums and what belongs to each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Total(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        Vector128<float> moreA, Vector128<float> moreB, Vector128<float> moreC, Vector128<float> moreD) =>
        Total(a + Extend(moreA), b + Extend(moreB), c + Extend(moreC), d + Extend(moreD));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Extend(Vector128<float> more) => more.ToVector256().ToVector512();
}
