namespace HybridInference;

/// <summary>Keeps what is reserved and spent. Whoever reserves first, wins: <c>spent + reserved</c> never passes a limit by a reservation.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Each operation is atomic, also among processes when they share a store. A settled amount that is larger than what was
/// reserved is booked in full and told by <see cref="BudgetSettlement.Overrun"/>; it blocks further reservations, and is the only way to
/// pass a limit. Money counts in the window in which it was reserved.
/// </para>
/// <para>A reservation is settled once; settling again changes nothing. One whose lease is over stays reserved until somebody settles it.</para>
/// </remarks>
public interface IBudgetStore
{
    /// <summary>Reserves an amount under all scopes of the request, or under none.</summary>
    /// <param name="request">What is to be reserved. An attempt that has a reservation keeps it and is granted again.</param>
    /// <param name="cancellationToken">Cancels the call; the amount may then be reserved or not.</param>
    /// <returns>Whether the amount is reserved, and otherwise which scope is exhausted until when.</returns>
    /// <exception cref="ArgumentException">The request is invalid.</exception>
    /// <exception cref="BudgetStoreException">The store cannot be reached.</exception>
    ValueTask<BudgetReservation> ReserveAsync(BudgetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends a reservation: what was spent counts, the rest is free again.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="amount">What it cost in micro-units, or <see langword="null"/> for all that was reserved.</param>
    /// <param name="cancellationToken">Cancels the call; the reservation may then be settled or not.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or too large.</exception>
    /// <exception cref="BudgetStoreException">The store cannot be reached.</exception>
    ValueTask<BudgetSettlement> SettleAsync(Guid attemptId, long? amount, CancellationToken cancellationToken = default);

    /// <summary>Ends a reservation for which nothing was spent.</summary>
    /// <inheritdoc cref="SettleAsync"/>
    ValueTask<BudgetSettlement> ReleaseAsync(Guid attemptId, CancellationToken cancellationToken = default) =>
        SettleAsync(attemptId, 0, cancellationToken);

    /// <summary>Reads what a scope's current window holds.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The balance at this moment. It may be different at the next: only <see cref="ReserveAsync"/> decides.</returns>
    /// <exception cref="BudgetStoreException">The store cannot be reached.</exception>
    ValueTask<BudgetBalance> GetBalanceAsync(BudgetScope scope, CancellationToken cancellationToken = default);

    /// <summary>Lists reservations whose lease is over, the longest overdue first.</summary>
    /// <param name="count">The most that are listed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The reservations. Nothing is changed.</returns>
    /// <exception cref="BudgetStoreException">The store cannot be reached.</exception>
    ValueTask<IReadOnlyList<OverdueReservation>> GetOverdueAsync(int count, CancellationToken cancellationToken = default);
}
