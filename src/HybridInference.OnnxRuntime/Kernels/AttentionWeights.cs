using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Turns products of a query with keys into weights: powers of e whose exponent is the distance to the largest product.</summary>
internal static unsafe class AttentionWeights<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : struct
{
    /// <summary>Finds the largest of some products, which lie in memory up to a whole vector; those behind become infinitely small.</summary>
    [MethodImpl(Kernels.Loop)]
    public static float Largest(float* products, int visible, int count)
    {
        TVector smallest = TLanes.Create(float.NegativeInfinity), largest = smallest;
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TVector values = TLanes.First(visible - i, TLanes.Load(products + i), smallest);
            TLanes.Store(values, products + i);
            largest = TLanes.Max(largest, values);
        }

        return TLanes.Largest(largest);
    }

    /// <summary>Turns products into weights, and gives their sum.</summary>
    [MethodImpl(Kernels.Loop)]
    public static float Weigh(float* products, float largest, int count)
    {
        TVector sum = default, max = TLanes.Create(largest);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TVector weight = NegativeExp<TLanes, TVector>.Of(TLanes.Subtract(TLanes.Load(products + i), max));
            TLanes.Store(weight, products + i);
            sum = TLanes.Add(sum, weight);
        }

        return TLanes.Sum(sum);
    }

    /// <summary>Multiplies numbers, as many as whole vectors have.</summary>
    [MethodImpl(Kernels.Loop)]
    public static void Multiply(float* from, float factor, float* to, int count)
    {
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(from + i), TLanes.Create(factor)), to + i);
        }
    }
}
