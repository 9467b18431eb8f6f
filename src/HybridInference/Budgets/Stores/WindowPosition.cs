namespace HybridInference;

/// <summary>Where a moment lies in a window. All values are milliseconds since 1970-01-01 UTC.</summary>
/// <remarks>Immutable and thread-safe. For stores: what is reserved now is counted in <see cref="Bucket"/>, and all from <see cref="From"/> on counts.</remarks>
/// <param name="Bucket">The start of the span of time in which the moment is counted.</param>
/// <param name="From">The start of the first span that still counts at that moment.</param>
/// <param name="End">The end of a calendar window; for a rolling window, the end of the span of the moment.</param>
public readonly record struct WindowPosition(long Bucket, long From, long End)
{
    /// <summary>Returns the position for a clock that went backwards: a window that has begun is never left for an earlier one.</summary>
    /// <param name="lastBucket">The last bucket in which anything was counted.</param>
    /// <returns>This position, or the same one moved forward to <paramref name="lastBucket"/>.</returns>
    public WindowPosition NotBefore(long lastBucket)
    {
        long ahead = Math.Max(0, lastBucket - Bucket);
        return new(Bucket + ahead, From + ahead, End + ahead);
    }
}
