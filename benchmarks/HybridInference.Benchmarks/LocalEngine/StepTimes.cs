namespace HybridInference.Benchmarks;

/// <summary>The times of many steps: their middle, and what the machine does when nothing disturbs it.</summary>
internal sealed class StepTimes(IEnumerable<TimeSpan> steps)
{
    private readonly TimeSpan[] _sorted = [.. steps.Order()];

    public TimeSpan Median => _sorted[_sorted.Length / 2];

    /// <summary>Gets the 10th percentile.</summary>
    public TimeSpan Fast => _sorted[_sorted.Length / 10];

    public override string ToString() => $"step median {Median.TotalMilliseconds,6:F2} ms, 10th percentile {Fast.TotalMilliseconds,6:F2} ms";
}
