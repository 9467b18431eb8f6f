using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Sums in two halves of 16 bits: each takes 16 products of a number up to 15 and one up to 127, as many as a lane gets of a block.</summary>
internal readonly struct Avx2Dot : IByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sum, Vector256<byte> weights, Vector256<sbyte> numbers) =>
        (sum.AsInt16() + Avx2.MultiplyAddAdjacent(weights, numbers)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ToFloats(Vector256<int> sum) =>
        Avx.ConvertToVector256Single(Avx2.MultiplyAddAdjacent(sum.AsInt16(), Vector256<short>.One));
}
