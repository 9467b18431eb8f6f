using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Keeps budgets in the memory of this process. They begin at zero when it starts.</summary>
/// <remarks>Thread-safe. Reserving and settling allocate nothing once as many reservations were open at a time as will be.</remarks>
/// <param name="timeProvider">The clock, the system's when <see langword="null"/>.</param>
public sealed class InMemoryBudgetStore(TimeProvider? timeProvider = null) : IBudgetStore
{
    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly ScopeLedgers _scopes = new();
    private readonly Dictionary<Guid, HeldReservation> _held = [];
    private readonly Stack<HeldReservation> _spare = new();
    private DateTimeOffset _latest;

    /// <summary>The number of scopes that are kept.</summary>
    internal int ScopeCount => _scopes.Count;

    /// <inheritdoc/>
    public ValueTask<BudgetReservation> ReserveAsync(BudgetRequest request, CancellationToken cancellationToken = default)
    {
        request.ThrowIfInvalid();
        lock (_lock)
        {
            return new(_held.ContainsKey(request.AttemptId) ? BudgetReservation.Granted : Reserve(request, Now()));
        }
    }

    /// <inheritdoc/>
    public ValueTask<BudgetSettlement> SettleAsync(Guid attemptId, long? amount, CancellationToken cancellationToken = default)
    {
        BudgetRequest.ThrowIfInvalid(amount);
        lock (_lock)
        {
            if (!_held.Remove(attemptId, out HeldReservation? held))
            {
                return default;
            }

            var settlement = new BudgetSettlement(IsApplied: true, held.Amount, amount ?? held.Amount);
            held.Settle(settlement);
            _spare.Push(held);
            return new(settlement);
        }
    }

    /// <inheritdoc/>
    public ValueTask<BudgetBalance> GetBalanceAsync(BudgetScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        lock (_lock)
        {
            DateTimeOffset now = Now();
            return new(_scopes.Of(scope, now).Balance(scope, now));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OverdueReservation>> GetOverdueAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_lock)
        {
            DateTimeOffset now = Now();
            return new([
                .. _held.Where(entry => entry.Value.Due <= now).OrderBy(entry => entry.Value.Due).Take(count)
                    .Select(entry => new OverdueReservation(entry.Key, entry.Value.Amount, entry.Value.ReservedAt, entry.Value.Label)),
            ]);
        }
    }

    /// <summary>A clock that goes backwards stands still instead: it must not bring an empty window back.</summary>
    private DateTimeOffset Now()
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        return _latest = now > _latest ? now : _latest;
    }

    private BudgetReservation Reserve(BudgetRequest request, DateTimeOffset now)
    {
        foreach (BudgetScope scope in request.Scopes)
        {
            BudgetBalance balance = _scopes.Of(scope, now).Balance(scope, now);
            if (balance.Used + request.Amount > scope.Limit)
            {
                return new(scope, balance.ResetsAt);
            }
        }

        if (!_spare.TryPop(out HeldReservation? held))
        {
            held = new();
        }

        held.Open(request, now, _scopes);
        CollectionsMarshal.GetValueRefOrAddDefault(_held, request.AttemptId, out _) = held;
        return BudgetReservation.Granted;
    }
}
