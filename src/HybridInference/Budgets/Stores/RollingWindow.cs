namespace HybridInference;

/// <summary>The time up to now, over a fixed length, counted in sixty parts.</summary>
internal sealed class RollingWindow : BudgetWindow
{
    private const int Parts = 60;

    private readonly long _length;
    private readonly long _granularity;

    public RollingWindow(TimeSpan length)
        : base($"rolling/{length}")
    {
        if (length < TimeSpan.FromMinutes(1) || length > TimeSpan.FromDays(366))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A rolling window is from one minute to 366 days long.");
        }

        _length = (long)length.TotalMilliseconds;
        _granularity = (_length + Parts - 1) / Parts;
    }

    public override TimeSpan? Length => TimeSpan.FromMilliseconds(_length);

    public override TimeSpan? Granularity => TimeSpan.FromMilliseconds(_granularity);

    public override WindowPosition At(DateTimeOffset now)
    {
        long moment = now.ToUnixTimeMilliseconds();
        long bucket = moment - (moment % _granularity);
        long start = moment - _length;
        return new(bucket, start - (start % _granularity), bucket + _granularity);
    }

    public override DateTimeOffset ResetsAt(WindowPosition position, long oldestBucket) =>
        DateTimeOffset.FromUnixTimeMilliseconds(oldestBucket + _granularity + _length);
}
