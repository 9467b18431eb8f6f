namespace HybridInference;

/// <summary>A day, week or month as the calendar of a time zone has it.</summary>
internal sealed class CalendarWindow : BudgetWindow
{
    private readonly TimeZoneInfo _timeZone;
    private readonly Func<DateOnly, DateOnly> _firstDay;
    private readonly Func<DateOnly, DateOnly> _nextFirstDay;

    /// <summary>The last answer: the calendar is asked only when a window is left.</summary>
    private Span? _last;

    public CalendarWindow(string unit, TimeZoneInfo timeZone, Func<DateOnly, DateOnly> firstDay, Func<DateOnly, DateOnly> nextFirstDay)
        : base($"{unit}/{(timeZone ?? throw new ArgumentNullException(nameof(timeZone))).Id}")
    {
        _timeZone = timeZone;
        _firstDay = firstDay;
        _nextFirstDay = nextFirstDay;
    }

    public override TimeSpan? Length => null;

    public override TimeSpan? Granularity => null;

    public override WindowPosition At(DateTimeOffset now)
    {
        long moment = now.ToUnixTimeMilliseconds();
        Span? last = _last;
        if (last is null || moment < last.Position.Bucket || moment >= last.Position.End)
        {
            _last = last = new(Compute(now));
        }

        return last.Position;
    }

    public override DateTimeOffset ResetsAt(WindowPosition position, long oldestBucket) => DateTimeOffset.FromUnixTimeMilliseconds(position.End);

    private WindowPosition Compute(DateTimeOffset now)
    {
        DateOnly first = _firstDay(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _timeZone).DateTime));
        long start = StartOf(first);
        return new(start, start, StartOf(_nextFirstDay(first)));
    }

    /// <summary>Where the clock skips midnight the day begins right after the gap; where it has two midnights, at the first.</summary>
    private long StartOf(DateOnly day)
    {
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        while (_timeZone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(1);
        }

        TimeSpan offset = _timeZone.IsAmbiguousTime(midnight) ? _timeZone.GetAmbiguousTimeOffsets(midnight).Max() : _timeZone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUnixTimeMilliseconds();
    }

    private sealed record Span(WindowPosition Position);
}
