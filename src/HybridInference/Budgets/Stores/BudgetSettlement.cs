namespace HybridInference;

/// <summary>What settling a reservation did.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="IsApplied"><see langword="false"/> when there was nothing to settle: the attempt had no reservation, or it was settled before.</param>
/// <param name="Reserved">What had been reserved, in micro-units.</param>
/// <param name="Charged">What counts as spent now, in micro-units.</param>
public readonly record struct BudgetSettlement(bool IsApplied, long Reserved, long Charged)
{
    /// <summary>Gets by how much the attempt cost more than was reserved, in micro-units. It counts as spent all the same.</summary>
    public long Overrun => Math.Max(0, Charged - Reserved);
}
