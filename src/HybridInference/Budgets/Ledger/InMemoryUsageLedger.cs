using System.Collections.Concurrent;

namespace HybridInference;

/// <summary>Keeps records in the memory of this process, all of them: for tests and short-lived programs.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class InMemoryUsageLedger : IUsageLedger
{
    private readonly ConcurrentDictionary<Guid, UsageRecord> _records = new();

    /// <inheritdoc/>
    public ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(_records.TryAdd(record.AttemptId, record));
    }

    /// <inheritdoc/>
    public ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default) =>
        new(_records.GetValueOrDefault(attemptId));

    /// <inheritdoc/>
    public IAsyncEnumerable<UsageRecord> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        _records.Values.Where(record => record.At >= from && record.At < to).OrderBy(record => record.At).ToAsyncEnumerable();
}
