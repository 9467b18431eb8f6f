using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>Powers of e.</summary>
internal static class NegativeExp<TLanes, TVector>
    where TLanes : IFloatLanes<TVector>
    where TVector : struct
{
    private const float Log2E = 1.44269504f;

    /// <summary>ln 2 in two parts, the first with so few bits that a whole number times it is exact.</summary>
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>Below, a power is less than the smallest normal number.</summary>
    private const float Smallest = -87;

    /// <summary>Computes e to the power of numbers that are not above 0: 2 to the power of a whole number times a polynomial (Cephes, expf).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of(TVector x)
    {
        TVector bounded = TLanes.Max(x, TLanes.Create(Smallest));
        TVector whole = TLanes.Round(TLanes.Multiply(bounded, TLanes.Create(Log2E)));
        TVector rest = TLanes.MultiplyAdd(whole, TLanes.Create(-Ln2High), bounded);
        rest = TLanes.MultiplyAdd(whole, TLanes.Create(-Ln2Low), rest);
        TVector sum = TLanes.Create(1.9875691500e-4f);
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Create(1.3981999507e-3f));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Create(8.3334519073e-3f));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Create(4.1665795894e-2f));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Create(1.6666665459e-1f));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Create(5.0000001201e-1f));
        sum = TLanes.MultiplyAdd(sum, TLanes.Multiply(rest, rest), TLanes.Add(rest, TLanes.Create(1)));
        return TLanes.IfLess(x, TLanes.Create(Smallest), default, TLanes.Scale(sum, whole));
    }
}
