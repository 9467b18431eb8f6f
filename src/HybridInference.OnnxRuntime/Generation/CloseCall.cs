using System.Numerics.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Tells whether rounding could turn a greedy choice. Several tokens or sequences in one run are multiplied by other kernels than one token
/// alone, and their logits differ: by up to 0.6 % of the largest on the demo model (8-bit weights and activations), 0.1 % on int4 of accuracy
/// level 4, 0.0001 % in float. A choice whose lead is smaller than this tolerance is left to a run over one token.
/// </summary>
internal static class CloseCall
{
    public const float Tolerance = 0.02f;

    /// <summary>Tells whether the two largest logits are so close to each other, or are no numbers.</summary>
    public static bool Is(Span<float> logits)
    {
        int best = TensorPrimitives.IndexOfMax<float>(logits);
        float first = logits[best];
        logits[best] = float.NegativeInfinity;
        float second = TensorPrimitives.Max<float>(logits);
        logits[best] = first;
        return !(first - second > Tolerance * Math.Abs(first));
    }
}
