using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns products of a query with keys into weights: powers of e whose exponent is the distance to the largest product.</summary>
internal static unsafe class Avx512Weights
{
    private const float Log2E = 1.44269504f;

    /// <summary>ln 2 in two parts, the first with so few bits that a whole number times it is exact.</summary>
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>Finds the largest of some products, which lie in memory up to a multiple of 16; those behind become infinitely small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Largest(float* products, int visible, int count)
    {
        Vector512<float> smallest = Vector512.Create(float.NegativeInfinity), largest = smallest;
        Vector512<int> places = Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        for (int i = 0; i < count; i += Vector512<float>.Count)
        {
            Vector512<float> isVisible = Vector512.LessThan(places, Vector512.Create(visible - i)).AsSingle();
            Vector512<float> values = Vector512.ConditionalSelect(isVisible, Vector512.Load(products + i), smallest);
            values.Store(products + i);
            largest = Avx512F.Max(largest, values);
        }

        Vector256<float> half = Avx.Max(largest.GetLower(), largest.GetUpper());
        Vector128<float> quarter = Sse.Max(half.GetLower(), half.GetUpper());
        quarter = Sse.Max(quarter, Sse.MoveHighToLow(quarter, quarter));
        return Sse.MaxScalar(quarter, Sse.Shuffle(quarter, quarter, 1)).ToScalar();
    }

    /// <summary>Turns products into weights, and gives their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Weigh(float* products, float largest, int count)
    {
        Vector512<float> sum = default, max = Vector512.Create(largest);
        for (int i = 0; i < count; i += Vector512<float>.Count)
        {
            Vector512<float> weight = Exp(Vector512.Load(products + i) - max);
            weight.Store(products + i);
            sum += weight;
        }

        return Vector512.Sum(sum);
    }

    /// <summary>Multiplies numbers, as many as a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* from, float factor, float* to, int count)
    {
        for (int i = 0; i < count; i += Vector512<float>.Count)
        {
            (Vector512.Load(from + i) * Vector512.Create(factor)).Store(to + i);
        }
    }

    /// <summary>Computes e to the power of numbers that are not above 0: 2 to the power of a whole number times a polynomial (Cephes, expf).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        // Below, a power is less than the smallest normal number.
        Vector512<float> bounded = Avx512F.Max(x, Vector512.Create(-87f));
        Vector512<float> whole = Avx512F.RoundScale(bounded * Vector512.Create(Log2E), 0);
        Vector512<float> rest = Avx512F.FusedMultiplyAddNegated(whole, Vector512.Create(Ln2High), bounded);
        rest = Avx512F.FusedMultiplyAddNegated(whole, Vector512.Create(Ln2Low), rest);
        Vector512<float> sum = Vector512.Create(1.9875691500e-4f);
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(1.3981999507e-3f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(8.3334519073e-3f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(4.1665795894e-2f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(1.6666665459e-1f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(5.0000001201e-1f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest * rest, rest + Vector512<float>.One);
        Vector512<float> power = Avx512F.Scale(sum, whole);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-87f)), Vector512<float>.Zero, power);
    }
}
