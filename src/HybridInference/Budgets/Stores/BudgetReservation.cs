namespace HybridInference;

/// <summary>What became of a request to reserve.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Exhausted">The first scope that the amount does not fit under, or <see langword="null"/> when it was reserved under all.</param>
/// <param name="ResetsAt">When money becomes available again in <paramref name="Exhausted"/>.</param>
public readonly record struct BudgetReservation(BudgetScope? Exhausted, DateTimeOffset ResetsAt)
{
    /// <summary>Gets a value indicating whether the amount is reserved, under all scopes.</summary>
    public bool IsGranted => Exhausted is null;

    /// <summary>Gets the answer to a request that was granted.</summary>
    public static BudgetReservation Granted => default;
}
