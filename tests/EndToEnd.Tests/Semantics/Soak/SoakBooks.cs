using System.Collections.Concurrent;
using HybridInference;
using Microsoft.Extensions.AI;

namespace EndToEnd.Tests.Semantics.Soak;

/// <summary>Counts calls, records and money at three places that know nothing of each other.</summary>
internal sealed class SoakBooks : IUsageLedger, IBudgetStore
{
    private readonly InMemoryBudgetStore _store = new();
    private readonly ConcurrentDictionary<string, BudgetScope> _scopes = new();
    private readonly ConcurrentDictionary<Guid, long> _costs = new();
    private int _calls;
    private int _doubled;
    private int _forgotten;
    private long _forgottenCost;

    /// <summary>Gets how often a target's client was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Gets how many attempts have a record.</summary>
    public int Records => _forgotten + _costs.Count;

    /// <summary>Gets how many records were written for an attempt that had one.</summary>
    public int Doubled => Volatile.Read(ref _doubled);

    /// <summary>Gets what the records cost together, in micro-units.</summary>
    public long Cost => _forgottenCost + _costs.Values.Sum();

    /// <summary>Keeps the sums and forgets the rest, between requests.</summary>
    public void Forget()
    {
        (_forgotten, _forgottenCost) = (Records, Cost);
        _costs.Clear();
    }

    /// <summary>Counts the calls of a target's client.</summary>
    public IChatClient Watch(IChatClient client) => client.AsBuilder().Use(
        (messages, options, inner, token) =>
        {
            Interlocked.Increment(ref _calls);
            return inner.GetResponseAsync(messages, options, token);
        },
        (messages, options, inner, token) =>
        {
            Interlocked.Increment(ref _calls);
            return inner.GetStreamingResponseAsync(messages, options, token);
        }).Build();

    /// <summary>Sums up what the store holds: what is reserved under any scope, and what was spent under the one that all share.</summary>
    public async Task<(long Reserved, long Spent)> SumAsync(CancellationToken cancellationToken)
    {
        long reserved = 0;
        long spent = 0;
        foreach (BudgetScope scope in _scopes.Values)
        {
            BudgetBalance balance = await _store.GetBalanceAsync(scope, cancellationToken);
            reserved += balance.Reserved;
            spent = Math.Max(spent, balance.Spent);
        }

        return (reserved, spent);
    }

    public ValueTask<bool> RecordAsync(UsageRecord record, CancellationToken cancellationToken = default)
    {
        bool isNew = _costs.TryAdd(record.AttemptId, record.Cost ?? 0);
        _ = isNew ? 0 : Interlocked.Increment(ref _doubled);
        return new(isNew);
    }

    public ValueTask<BudgetReservation> ReserveAsync(BudgetRequest request, CancellationToken cancellationToken = default)
    {
        foreach (BudgetScope scope in request.Scopes)
        {
            _scopes.TryAdd(scope.Key, scope);
        }

        return _store.ReserveAsync(request, cancellationToken);
    }

    public ValueTask<BudgetSettlement> SettleAsync(Guid attemptId, long? amount, CancellationToken cancellationToken = default) =>
        _store.SettleAsync(attemptId, amount, cancellationToken);

    public ValueTask<BudgetBalance> GetBalanceAsync(BudgetScope scope, CancellationToken cancellationToken = default) =>
        _store.GetBalanceAsync(scope, cancellationToken);

    public ValueTask<IReadOnlyList<OverdueReservation>> GetOverdueAsync(int count, CancellationToken cancellationToken = default) =>
        _store.GetOverdueAsync(count, cancellationToken);

    public ValueTask<UsageRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken = default) => new((UsageRecord?)null);

    public IAsyncEnumerable<UsageRecord> ReadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<UsageRecord>();
}
