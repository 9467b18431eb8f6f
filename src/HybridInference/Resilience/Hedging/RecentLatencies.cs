namespace HybridInference;

/// <summary>The times of the last calls of one target.</summary>
/// <remarks>Bounded and thread-safe.</remarks>
internal sealed class RecentLatencies
{
    public const int Capacity = 128;

    /// <summary>With fewer, the 95th percentile would be the slowest of a handful.</summary>
    public const int MinCount = 20;

    private readonly Lock _lock = new();
    private readonly long[] _ticks = new long[Capacity];
    private long _count;

    public void Add(TimeSpan latency)
    {
        lock (_lock)
        {
            _ticks[_count++ % Capacity] = latency.Ticks;
        }
    }

    /// <summary>Returns the 95th percentile by nearest rank, or <see langword="null"/> when there are too few times.</summary>
    public TimeSpan? Percentile95()
    {
        Span<long> sorted = stackalloc long[Capacity];
        lock (_lock)
        {
            sorted = sorted[..(int)Math.Min(_count, Capacity)];
            _ticks.AsSpan(0, sorted.Length).CopyTo(sorted);
        }

        if (sorted.Length < MinCount)
        {
            return null;
        }

        sorted.Sort();
        return TimeSpan.FromTicks(sorted[(((sorted.Length * 95) + 99) / 100) - 1]);
    }
}
