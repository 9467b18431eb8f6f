using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>Sums of products of 4-bit weights with bytes, in vectors of 256 bits.</summary>
internal interface IByteDot
{
    /// <summary>Adds the products of four neighbours each to a sum, which may hold at most four such: those of a block.</summary>
    static abstract Vector256<int> Add(Vector256<int> sum, Vector256<byte> weights, Vector256<sbyte> numbers);

    /// <summary>Gives the sums.</summary>
    static abstract Vector256<float> ToFloats(Vector256<int> sum);
}
