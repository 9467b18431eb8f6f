namespace HybridInference;

/// <summary>Keeps what every attempt used and cost, each exactly once.</summary>
/// <remarks>Thread-safe. Implementations keep the first record of an attempt and never change it.</remarks>
public interface IUsageLedger
{
    /// <summary>Writes a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the call; the record may then be written or not.</param>
    /// <returns><see langword="false"/> when the attempt already has a record, which stays as it is.</returns>
    /// <exception cref="BudgetStoreException">The ledger cannot be reached.</exception>
    ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default);

    /// <summary>Finds the record of an attempt.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="BudgetStoreException">The ledger cannot be reached.</exception>
    ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default);

    /// <summary>Reads the records of a span of time, in the order of their beginnings.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The moment after the last.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The records.</returns>
    /// <exception cref="BudgetStoreException">The ledger cannot be reached.</exception>
    IAsyncEnumerable<UsageRecord> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);
}
