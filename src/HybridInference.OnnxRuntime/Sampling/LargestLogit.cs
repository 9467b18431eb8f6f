using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Finds the largest logit: first how large it is and then where, which is several times faster than both at once.</summary>
internal static class LargestLogit
{
    /// <summary>Gives the index of the largest logit, or of the first that is not a number.</summary>
    public static int IndexOf(ReadOnlySpan<float> logits)
    {
        float largest = ValueOf(logits);

        // By their bits, which a vector compares in one go; a value that was found is there with just these.
        return float.IsNaN(largest)
            ? TensorPrimitives.IndexOfMax(logits)
            : MemoryMarshal.Cast<float, int>(logits).IndexOf(BitConverter.SingleToInt32Bits(largest));
    }

    /// <summary>Gives the largest logit, or one that is not a number if there is any.</summary>
    public static float ValueOf(ReadOnlySpan<float> logits)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        if (vectors.Length < 2 || !TryFindLargest(vectors, out float largest))
        {
            return TensorPrimitives.Max(logits);
        }

        foreach (float logit in logits[(vectors.Length * Vector<float>.Count)..])
        {
            largest = Math.Max(largest, logit);
        }

        return largest;
    }

    private static bool TryFindLargest(ReadOnlySpan<Vector<float>> vectors, out float largest)
    {
        // Two at a time, as each has to wait for the one before.
        Vector<float> even = vectors[0];
        Vector<float> odd = vectors[^1];
        Vector<int> areNumbers = Vector.Equals(even, even) & Vector.Equals(odd, odd);
        for (int i = 0; i + 1 < vectors.Length; i += 2)
        {
            areNumbers &= Vector.Equals(vectors[i], vectors[i]) & Vector.Equals(vectors[i + 1], vectors[i + 1]);
            even = Vector.MaxNative(even, vectors[i]);
            odd = Vector.MaxNative(odd, vectors[i + 1]);
        }

        even = Vector.MaxNative(even, odd);
        largest = even[0];
        for (int i = 1; i < Vector<float>.Count; i++)
        {
            largest = Math.Max(largest, even[i]);
        }

        return Vector.EqualsAll(areNumbers, Vector<int>.AllBitsSet);
    }
}
