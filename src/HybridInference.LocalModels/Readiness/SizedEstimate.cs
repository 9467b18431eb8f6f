namespace HybridInference.LocalModels;

/// <summary>
/// Estimates a time that depends on a number of tokens: a fixed time and one per token, fitted to the times that were measured. Newer times count
/// more. Not thread-safe.
/// </summary>
/// <remarks>
/// Least squares, with exponentially decaying weights. A time that is far from what was expected counts less (Huber's weights), as a busy
/// machine pauses now and then.
/// </remarks>
/// <param name="isRelative">
/// Whether errors are relative to the time, for times that differ by orders of magnitude. For times that are about the same, those near
/// zero would then count too much.
/// </param>
internal sealed class SizedEstimate(bool isRelative)
{
    /// <summary>What is left of the weight of all earlier times when one comes.</summary>
    private const double Memory = 0.9;

    /// <summary>The relative error from which on a time counts less.</summary>
    private const double Trust = 0.3;

    /// <summary>Clocks tell no shorter times.</summary>
    private const double LeastSeconds = 1e-7;

    /// <summary>Below this share of the greatest possible value, all sizes were the same.</summary>
    private const double SameSize = 1e-9;

    /// <summary>Gets or sets what was measured.</summary>
    public TimeSums Sums { get; set; }

    /// <summary>Takes note of a time.</summary>
    /// <param name="tokens">The size.</param>
    /// <param name="seconds">The time.</param>
    /// <param name="weight">How much it counts, such as how many it is the mean of.</param>
    public void Learn(int tokens, double seconds, double weight = 1)
    {
        double time = Math.Max(seconds, LeastSeconds);
        double expected = Estimate(tokens) ?? time;
        double error = Math.Abs(time - expected) / Math.Max(expected, LeastSeconds);

        // Not relative to a time that is hardly there, or it would count more than all others.
        double scale = isRelative ? Math.Max(time, expected) : 1;
        Sums = Sums.Times(Memory).Plus(weight * Math.Min(1, Trust / error) / (scale * scale), tokens, time);
    }

    /// <summary>Estimates the time of a size, or gives <see langword="null"/> when nothing was measured. Neither part of it is negative.</summary>
    public double? Estimate(int tokens)
    {
        if (!Sums.IsSound)
        {
            return null;
        }

        double spread = (Sums.Weight * Sums.SquaredTokens) - (Sums.Tokens * Sums.Tokens);
        if (spread <= SameSize * Sums.Weight * Sums.SquaredTokens)
        {
            return Sums.Seconds / Sums.Weight;
        }

        double perToken = Math.Max(0, ((Sums.Weight * Sums.TokenSeconds) - (Sums.Tokens * Sums.Seconds)) / spread);
        double fixedTime = (Sums.Seconds - (perToken * Sums.Tokens)) / Sums.Weight;
        return fixedTime >= 0 ? fixedTime + (perToken * tokens) : Sums.TokenSeconds / Sums.SquaredTokens * tokens;
    }
}
