using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace HybridInference;

/// <summary>Where attempts get their money: reserves the worst case before a call, and settles what it cost after it.</summary>
/// <remarks>
/// Thread-safe. A remote attempt begins only with a granted reservation, and every attempt, local ones too, is settled exactly once, which
/// also writes its record. Nothing here throws for a store or a ledger that cannot be reached, but for reserving under
/// <see cref="BudgetStoreFailureMode.FailClosed"/>.
/// </remarks>
internal sealed partial class AttemptBudget
{
    private readonly BudgetStoreFailureMode _storeFailureMode;
    private readonly TimeSpan _lease;
    private readonly TimeBoundBudgetStore _store;
    private readonly IUsageLedger _ledger;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly BudgetScopes _scopes;
    private readonly BudgetView _view;
    private readonly RequestPricing _pricing;
    private readonly AttemptBill _bill;
    private readonly LeaseSweeper _sweeper;

    /// <param name="options">The options, copied here.</param>
    /// <param name="store">Keeps what is reserved and spent.</param>
    /// <param name="ledger">Keeps the records.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Receives warnings about stores that cannot be reached, and errors about lost records.</param>
    /// <param name="clientModels">The models that the targets' clients name in their metadata, by target.</param>
    public AttemptBudget(
        BudgetOptions options,
        IBudgetStore store,
        IUsageLedger ledger,
        TimeProvider timeProvider,
        ILogger logger,
        IReadOnlyDictionary<string, string>? clientModels = null)
    {
        BudgetOptionsValidator.ThrowIfInvalid(options);
        (_storeFailureMode, _lease) = (options.StoreFailureMode, options.Lease);
        _store = new TimeBoundBudgetStore(store, options.StoreTimeout, timeProvider);
        (_ledger, _timeProvider, _logger) = (ledger, timeProvider, logger);
        _scopes = new(options);
        _view = new(_scopes, _store);
        _pricing = new(options, clientModels, timeProvider);
        _bill = new(_pricing);
        _sweeper = new(options, _store, ledger, _bill, timeProvider);
    }

    /// <summary>Reserves what a call of a target can cost at most. A local target costs nothing and is always granted.</summary>
    /// <exception cref="BudgetStoreException">The store cannot be reached, and the options say to fail closed.</exception>
    public ValueTask<AttemptReservation> ReserveAsync(RouteTarget target, ChatRoutingContext context, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        RequestPrice price = _pricing.Of(target, context);
        var reservation = new AttemptReservation(Guid.CreateVersion7(now), now, target, _scopes.TenantOf(context.Options), price);
        if (!target.IsRemote || _scopes.Budgets.IsEmpty)
        {
            return new(reservation);
        }

        return price.Obstacle is { } obstacle
            ? new(reservation with { Denial = obstacle, DenialDetail = price.ObstacleDetail })
            : HoldAsync(reservation, _scopes.Of(context.Options), cancellationToken);
    }

    /// <summary>Writes the record of an attempt and settles its reservation. Call it once for every granted attempt; it never throws.</summary>
    /// <remarks>It takes no token: a caller that cancels has still spent.</remarks>
    public async ValueTask SettleAsync(AttemptReservation reservation, AttemptEnd end)
    {
        UsageRecord record = _bill.Write(reservation, end);
        bool isOurs = await RecordAsync(record).ConfigureAwait(false);
        if (!isOurs || !reservation.IsHeld)
        {
            return;
        }

        try
        {
            BudgetSettlement settlement = await _store.SettleAsync(reservation.AttemptId, record.Cost).ConfigureAwait(false);
            if (settlement.Overrun > 0)
            {
                LogOverrun(reservation.Target.Name, settlement.Overrun, settlement.Reserved);
            }
        }
        catch (BudgetStoreException exception) // The record stands: when the lease is over, whoever sweeps settles what it says.
        {
            LogNotSettled(reservation.AttemptId, exception.InnerException?.GetType().Name);
        }
    }

    /// <summary>Settles and writes down what was left behind. It is done about once a minute without being asked.</summary>
    public ValueTask SweepAsync(CancellationToken cancellationToken) => _sweeper.SweepAsync(cancellationToken);

    /// <summary>Says which budget is exhausted, for a request that no target may serve; <see langword="null"/> when none is.</summary>
    public async ValueTask<BudgetExhaustedException?> FindExhaustedAsync(
        ChatRoutingContext context, RoutingDecision decision, CancellationToken cancellationToken)
    {
        long? least = context.Targets.Where(target => target.IsRemote).Min(target => _pricing.Of(target, context).WorstCase);
        if (least is null || !decision.Verdict.Denials.Any(denial => denial.Reason == RoutingReasons.BudgetExhausted))
        {
            return null;
        }

        try
        {
            BudgetReservation answer = BudgetView.Fits(await _view.ReadAsync(context.Options, cancellationToken).ConfigureAwait(false), least.Value);
            return answer.Exhausted is { } scope ? new(scope.Name, answer.ResetsAt, decision) : null;
        }
        catch (BudgetStoreException) // The decision's own denials say enough.
        {
            return null;
        }
    }

    private async ValueTask<AttemptReservation> HoldAsync(
        AttemptReservation reservation, ImmutableArray<BudgetScope> scopes, CancellationToken cancellationToken)
    {
        try
        {
            await SweepIfDueAsync(cancellationToken).ConfigureAwait(false);
            var label = new AttemptLabel(reservation.Tenant, reservation.Target.Name, reservation.Price.Model);
            var request = new BudgetRequest(reservation.AttemptId, scopes, reservation.Price.WorstCase!.Value, _lease, label);
            return Answered(reservation, await _store.ReserveAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (BudgetStoreException exception)
        {
            LogStoreUnreachable(exception.InnerException?.GetType().Name, _storeFailureMode);
            return WithoutStore(reservation, exception);
        }
    }

    private static AttemptReservation Answered(AttemptReservation reservation, BudgetReservation answer) =>
        answer.Exhausted is { } scope
            ? reservation with { Answer = answer, Denial = RoutingReasons.BudgetExhausted, DenialDetail = $"budget '{scope.Name}', until {answer.ResetsAt:u}" }
            : reservation with { IsHeld = true };

    private AttemptReservation WithoutStore(AttemptReservation reservation, BudgetStoreException exception) => _storeFailureMode switch
    {
        BudgetStoreFailureMode.FailOpen => reservation,
        BudgetStoreFailureMode.FailClosed => throw exception,
        _ => reservation with { Denial = RoutingReasons.BudgetStoreUnreachable },
    };

    private async ValueTask SweepIfDueAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _sweeper.SweepIfDueAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // What is overdue stays reserved: nothing is lost by waiting.
        {
            LogNotSwept(exception.GetType().Name);
        }
    }

    private async ValueTask<bool> RecordAsync(UsageRecord record)
    {
        try
        {
            return await _ledger.RecordAsync(record).ConfigureAwait(false);
        }
        catch (Exception exception) // A ledger must neither lose a paid answer nor cause a second call.
        {
            LogRecordLost(record.AttemptId, exception.GetType().Name);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The budget store cannot be reached ({Failure}); the request is handled as {FailureMode}.")]
    private partial void LogStoreUnreachable(string? failure, BudgetStoreFailureMode failureMode);

    [LoggerMessage(LogLevel.Warning, "The target '{Target}' cost {Overrun} micro-units more than the {Reserved} that were reserved for the request.")]
    private partial void LogOverrun(string target, long overrun, long reserved);

    [LoggerMessage(LogLevel.Warning, "The attempt {AttemptId} could not be settled ({Failure}); its reservation stands until its lease is over.")]
    private partial void LogNotSettled(Guid attemptId, string? failure);

    [LoggerMessage(LogLevel.Warning, "Overdue reservations could not be settled ({Failure}); this is tried again in a minute.")]
    private partial void LogNotSwept(string failure);

    [LoggerMessage(LogLevel.Error, "The record of the attempt {AttemptId} could not be written ({Failure}) and is lost.")]
    private partial void LogRecordLost(Guid attemptId, string failure);
}
