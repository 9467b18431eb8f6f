using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Turns logits into weights, <c>exp((logit - largest) / temperature)</c>, several at once and in single precision. That of the largest is 1;
/// those below 2^-125 become 0. The relative error is a few millionths at most.
/// </summary>
internal readonly struct LogitWeights(float largest, float temperature)
{
    /// <summary>Adding it rounds to a whole number, which then stands in the lowest bits.</summary>
    private const float Rounding = 12_582_912;
    private const int MantissaBits = 23;
    private const float Log2OfE = 1.442695f;
    private const float LeastPower = -125;

    private readonly Vector<float> _largest = new(largest);

    // Of two, and finite: the largest logit times infinity would not be a number.
    private readonly Vector<float> _scale = new(Math.Min(float.MaxValue, Log2OfE / temperature));

    /// <summary>Gets the logit of the least weight that there is, which is below the largest: the least threshold for <see cref="Above"/>.</summary>
    public float Least { get; } = Math.Min(float.BitDecrement(largest), largest + (LeastPower * temperature / Log2OfE));

    /// <summary>Gets the weights of those logits that are greater than a threshold; 0 for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Above(Vector<float> logits, Vector<float> threshold)
    {
        Vector<float> power = (logits - _largest) * _scale;
        Vector<float> rounded = power + new Vector<float>(Rounding);
        Vector<float> fraction = power - (rounded - new Vector<float>(Rounding));
        Vector<int> bits = Vector.AsVectorInt32(PowerOfTwo(fraction)) + (Vector.AsVectorInt32(rounded) << MantissaBits);
        return Vector.AsVectorSingle(bits & Vector.GreaterThan(logits, threshold));
    }

    /// <summary>Gets 2 to the power of what is between -0.5 and 0.5: the polynomial that is right at the nodes of Chebyshev's, to 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowerOfTwo(Vector<float> fraction)
    {
        var value = new Vector<float>(0.0013390863f);
        value = Vector.FusedMultiplyAdd(value, fraction, new Vector<float>(0.009676032f));
        value = Vector.FusedMultiplyAdd(value, fraction, new Vector<float>(0.05550357f));
        value = Vector.FusedMultiplyAdd(value, fraction, new Vector<float>(0.24022107f));
        value = Vector.FusedMultiplyAdd(value, fraction, new Vector<float>(0.6931472f));
        return Vector.FusedMultiplyAdd(value, fraction, new Vector<float>(1.0000001f));
    }
}
