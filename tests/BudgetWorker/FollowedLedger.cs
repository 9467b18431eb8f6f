namespace HybridInference.BudgetWorker;

/// <summary>A ledger that also shows each caller the records that were kept of its own request.</summary>
internal sealed class FollowedLedger(IUsageLedger ledger) : IUsageLedger
{
    private readonly AsyncLocal<List<UsageRecord>?> _records = new();

    /// <summary>Begins a request.</summary>
    /// <returns>The list that gets its records.</returns>
    public List<UsageRecord> Follow() => _records.Value = [];

    /// <summary>A record that comes after the lease was over, and settled by another, is not kept.</summary>
    public async ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default)
    {
        bool isKept = await ledger.RecordAsync(record, cancellationToken);
        if (isKept)
        {
            _records.Value?.Add(record);
        }

        return isKept;
    }

    public ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default) => ledger.FindAsync(attemptId, cancellationToken);

    public IAsyncEnumerable<UsageRecord> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        ledger.ReadAsync(from, to, cancellationToken);
}
