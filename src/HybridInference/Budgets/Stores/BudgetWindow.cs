namespace HybridInference;

/// <summary>The span of time that a budget's limit is for: a calendar day, week or month in a time zone, or a rolling span.</summary>
/// <remarks>
/// Immutable and thread-safe. Money counts at the moment at which it was reserved. A rolling window is counted in sixty parts: what was
/// reserved leaves it up to a sixtieth of its length late, never early.
/// </remarks>
public abstract class BudgetWindow
{
    private protected BudgetWindow(string name)
    {
        Name = name;
    }

    /// <summary>Gets a name that tells windows apart, such as <c>month/Europe/Berlin</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the length of a rolling window, or <see langword="null"/> for a calendar window.</summary>
    public abstract TimeSpan? Length { get; }

    /// <summary>Gets the length of the parts in which a rolling window is counted, or <see langword="null"/> for a calendar window.</summary>
    public abstract TimeSpan? Granularity { get; }

    /// <summary>Makes the window of a calendar day.</summary>
    /// <param name="timeZone">The time zone whose midnight begins the day.</param>
    /// <returns>The window.</returns>
    public static BudgetWindow Daily(TimeZoneInfo timeZone) => new CalendarWindow("day", timeZone, date => date, date => date.AddDays(1));

    /// <summary>Makes the window of a calendar week, which begins on Monday.</summary>
    /// <param name="timeZone">The time zone whose midnight begins the week.</param>
    /// <returns>The window.</returns>
    public static BudgetWindow Weekly(TimeZoneInfo timeZone) =>
        new CalendarWindow("week", timeZone, date => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)), date => date.AddDays(7));

    /// <summary>Makes the window of a calendar month.</summary>
    /// <param name="timeZone">The time zone whose midnight begins the month.</param>
    /// <returns>The window.</returns>
    public static BudgetWindow Monthly(TimeZoneInfo timeZone) =>
        new CalendarWindow("month", timeZone, date => new DateOnly(date.Year, date.Month, 1), date => date.AddMonths(1));

    /// <summary>Makes a window that always reaches back over the same length of time.</summary>
    /// <param name="length">The length, from one minute to 366 days.</param>
    /// <returns>The window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is too short or too long.</exception>
    public static BudgetWindow Rolling(TimeSpan length) => new RollingWindow(length);

    /// <summary>Finds a moment's place in the window.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>Its place.</returns>
    public abstract WindowPosition At(DateTimeOffset now);

    /// <summary>Says when money becomes available again.</summary>
    /// <param name="position">The place of the moment that asks.</param>
    /// <param name="oldestBucket">The oldest bucket that counts and holds money.</param>
    /// <returns>The end of a calendar window, or the moment when the oldest money leaves a rolling one.</returns>
    public abstract DateTimeOffset ResetsAt(WindowPosition position, long oldestBucket);

    /// <summary>Returns <see cref="Name"/>.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
