using System.Runtime.Intrinsics;

namespace HybridInference.OnnxRuntime;

/// <summary>What <see cref="Int4Row{TLanes, TVector}"/> does with vectors, of whatever length.</summary>
/// <typeparam name="TVector">A sum, in floats, whose lanes have to be added up in the end.</typeparam>
internal unsafe interface IInt4Lanes<TVector>
    where TVector : struct
{
    /// <summary>Multiplies a group of blocks of weights with one of a row, and adds the results to a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="weights">The weights, as they are stored.</param>
    /// <param name="row">The bytes of <see cref="QuantizedRows"/>.</param>
    /// <param name="scales">The factor for each block.</param>
    static abstract TVector Add(TVector sum, byte* weights, sbyte* row, Vector128<float> scales);

    /// <summary>Adds up each of four sums.</summary>
    static abstract Vector128<float> Total(TVector a, TVector b, TVector c, TVector d);
}
