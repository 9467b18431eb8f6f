namespace HybridInference;

/// <summary>Keeps nothing: for a client with budgets that nobody wants records of.</summary>
internal sealed class NoUsageLedger : IUsageLedger
{
    public ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default) => new(true);

    public ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default) => new((UsageRecord?)null);

    public IAsyncEnumerable<UsageRecord> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<UsageRecord>();
}
