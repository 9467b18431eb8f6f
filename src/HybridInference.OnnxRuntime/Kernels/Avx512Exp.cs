using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridInference.OnnxRuntime;

/// <summary>Powers of e.</summary>
internal static class Avx512Exp
{
    private const float Log2E = 1.44269504f;

    /// <summary>ln 2 in two parts, the first with so few bits that a whole number times it is exact.</summary>
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>Computes e to the power of numbers that are not above 0: 2 to the power of a whole number times a polynomial (Cephes, expf).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfNegative(Vector512<float> x)
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
