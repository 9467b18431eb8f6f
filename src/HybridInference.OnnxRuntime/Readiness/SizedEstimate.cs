using System.Numerics;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Estimates a time that depends on a number of tokens, from times that were measured. Sizes of the same power of two share a slow
/// exponentially weighted mean; a fast one of how much slower than that everything is at the moment serves all. Not thread-safe.
/// </summary>
internal sealed class SizedEstimate
{
    /// <summary>How much a new time counts in the mean of its size, once there are many.</summary>
    private const double SlowWeight = 0.05;

    /// <summary>How much a new time counts in what holds for all sizes at the moment.</summary>
    private const double FastWeight = 0.3;

    /// <summary>One time that is off by more than this, by a pause of the machine, counts no more.</summary>
    private const double MaxRatio = 4;

    private readonly SizedTime[] _means = new SizedTime[BitOperations.Log2(int.MaxValue) + 1];
    private double _slowdown = 1;

    /// <summary>Gets the means, for keeping.</summary>
    public SizedTime[] Means => [.. _means.Where(mean => mean.Count > 0)];

    /// <summary>Takes means that were kept.</summary>
    public void Load(IEnumerable<SizedTime> means)
    {
        foreach (SizedTime mean in means)
        {
            _means[BucketOf((int)mean.Tokens)] = mean;
        }
    }

    /// <summary>Takes note of a time.</summary>
    public void Learn(int tokens, double seconds)
    {
        ref SizedTime mean = ref _means[BucketOf(tokens)];
        if (mean.Count > 0 && Baseline(tokens) is > 0 and double expected)
        {
            double ratio = Math.Clamp(seconds / expected, 1 / MaxRatio, MaxRatio);
            _slowdown += FastWeight * (ratio - _slowdown);
        }

        double weight = Math.Max(SlowWeight, 1.0 / (mean.Count + 1));
        mean = new(mean.Tokens + (weight * (tokens - mean.Tokens)), mean.Seconds + (weight * (seconds - mean.Seconds)), mean.Count + 1);
    }

    /// <summary>Estimates the time of a size, or gives <see langword="null"/> when nothing was measured.</summary>
    public double? Estimate(int tokens) => Baseline(tokens) * _slowdown;

    /// <summary>On the line through the two nearest means, and never less than nothing; a single mean holds for all sizes.</summary>
    private double? Baseline(int tokens)
    {
        SizedTime[] known = Means;
        if (known.Length == 0)
        {
            return null;
        }

        int above = Array.FindIndex(known, mean => mean.Tokens >= tokens);
        int right = Math.Clamp(above < 0 ? known.Length - 1 : above, Math.Min(1, known.Length - 1), known.Length - 1);
        SizedTime from = known[Math.Max(0, right - 1)];
        SizedTime to = known[right];
        double slope = to.Tokens > from.Tokens ? Math.Max(0, (to.Seconds - from.Seconds) / (to.Tokens - from.Tokens)) : 0;
        return Math.Max(from.Seconds + (slope * (tokens - from.Tokens)), 0);
    }

    private static int BucketOf(int tokens) => BitOperations.Log2((uint)Math.Max(1, tokens));
}
