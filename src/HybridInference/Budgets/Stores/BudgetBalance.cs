namespace HybridInference;

/// <summary>What a scope's window holds at a moment. All amounts are micro-units.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Spent">What was settled.</param>
/// <param name="Reserved">What is reserved and not settled.</param>
/// <param name="Overrun">That part of <paramref name="Spent"/> that was more than had been reserved for it.</param>
/// <param name="From">The start of the window.</param>
/// <param name="ResetsAt">When money becomes available again.</param>
public readonly record struct BudgetBalance(long Spent, long Reserved, long Overrun, DateTimeOffset From, DateTimeOffset ResetsAt)
{
    /// <summary>Gets what is spent or reserved.</summary>
    public long Used => Spent + Reserved;
}
