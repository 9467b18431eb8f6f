using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns products of a query with keys into weights: powers of e whose exponent is the distance to the largest product.</summary>
internal static unsafe class Avx512Weights
{
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
            Vector512<float> weight = Avx512Exp.OfNegative(Vector512.Load(products + i) - max);
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
}
