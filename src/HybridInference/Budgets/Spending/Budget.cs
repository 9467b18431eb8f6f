namespace HybridInference;

/// <summary>A limit on what may be spent in a window of time.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">A name unique among the budgets, of low cardinality. Stores count under it: renaming a budget empties it.</param>
/// <param name="Limit">The most that may be spent in one window.</param>
/// <param name="Window">The window.</param>
public sealed record Budget(string Name, Money Limit, BudgetWindow Window)
{
    /// <summary>Gets whose spending is limited.</summary>
    /// <value>The default is <see cref="BudgetSubject.Everyone"/>.</value>
    public BudgetSubject Subject { get; init; }

    /// <summary>Gets the part of the limit, in percent, from which on local targets are preferred.</summary>
    /// <value>From 0 to 100. The default is 80; 100 prefers nothing before the limit.</value>
    public int SoftLimitPercent { get; init; } = 80;

    /// <summary>Gets whether local targets are also preferred while more is used than an even pace through the window allows.</summary>
    /// <value>The default is <see langword="false"/>. Only calendar windows have a pace.</value>
    public bool PreferLocalAheadOfPace { get; init; }

    /// <summary>Says whether local targets should be preferred.</summary>
    internal bool IsSoftLimitReached(BudgetBalance balance, DateTimeOffset now) =>
        (Int128)balance.Used * 100 >= (Int128)Limit.MicroUnits * SoftLimitPercent || IsAheadOfPace(balance, now);

    private bool IsAheadOfPace(BudgetBalance balance, DateTimeOffset now)
    {
        if (!PreferLocalAheadOfPace || Window.Length is not null)
        {
            return false;
        }

        long elapsed = Math.Max(0, (now - balance.From).Ticks);
        return (Int128)balance.Used * (balance.ResetsAt - balance.From).Ticks > (Int128)Limit.MicroUnits * elapsed;
    }
}
