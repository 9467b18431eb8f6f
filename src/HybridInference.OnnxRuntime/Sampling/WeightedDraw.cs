namespace HybridInference.OnnxRuntime;

/// <summary>Finds where the sum of weights passes a target.</summary>
internal static class WeightedDraw
{
    /// <summary>Finds the weight with which the sum passes a target; the last one that is not zero where rounding has left a trace of it over.</summary>
    public static int Find(ReadOnlySpan<float> weights, double target)
    {
        int last = 0;
        for (int i = 0; i < weights.Length && target >= 0; i++)
        {
            last = weights[i] > 0 ? i : last;
            target -= weights[i];
        }

        return last;
    }
}
