namespace HybridInference;

/// <summary>Settles reservations whose holders are gone, and writes them down.</summary>
/// <remarks>
/// The ledger is the journal: a record is written before the money is settled, here and by the attempt itself, and whoever writes it
/// first settles. A process killed in between leaves a record, whose cost is settled here when the lease is over.
/// </remarks>
internal sealed class LeaseSweeper(BudgetOptions options, IBudgetStore store, IUsageLedger ledger, AttemptBill bill, TimeProvider timeProvider)
{
    private const int BatchSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly bool _released = options.ExpiredLease == ExpiredLease.Released;
    private long _next = long.MinValue;

    /// <summary>Sweeps when a minute has passed since anybody here did.</summary>
    public ValueTask SweepIfDueAsync(CancellationToken cancellationToken)
    {
        long now = timeProvider.GetUtcNow().Ticks;
        long next = Volatile.Read(ref _next);
        bool isDue = now >= next && Interlocked.CompareExchange(ref _next, now + Interval.Ticks, next) == next;
        return isDue ? SweepAsync(cancellationToken) : default;
    }

    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<OverdueReservation> overdue;
        do
        {
            overdue = await store.GetOverdueAsync(BatchSize, cancellationToken).ConfigureAwait(false);
            foreach (OverdueReservation reservation in overdue)
            {
                await EndAsync(reservation, cancellationToken).ConfigureAwait(false);
            }
        }
        while (overdue.Count == BatchSize);
    }

    private async ValueTask EndAsync(OverdueReservation reservation, CancellationToken cancellationToken)
    {
        UsageRecord record = bill.WriteExpired(reservation, _released ? 0 : reservation.Reserved);
        if (!await ledger.RecordAsync(record, cancellationToken).ConfigureAwait(false))
        {
            record = await ledger.FindAsync(reservation.AttemptId, cancellationToken).ConfigureAwait(false) ?? record;
        }

        await store.SettleAsync(reservation.AttemptId, record.Cost, cancellationToken).ConfigureAwait(false);
    }
}
