using System.Collections.Immutable;

namespace HybridInference;

/// <summary>Denies remote targets whose worst case does not fit under a budget, and prefers local ones as a budget nears its limit.</summary>
/// <remarks>
/// A safety policy. It reads balances and never spends: of two requests that both see room for one, the attempts decide. Thread-safe.
/// </remarks>
public sealed class BudgetRoutingPolicy : IRoutingPolicy
{
    /// <summary>More than a hint such as the prompt's size, less than the caller's wish.</summary>
    private const int SoftLimitWeight = 20;

    private readonly BudgetStoreFailureMode _storeFailureMode;
    private readonly BudgetScopes _scopes;
    private readonly BudgetView _view;
    private readonly RequestPricing _pricing;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes the policy.</summary>
    /// <param name="options">The options, copied here.</param>
    /// <param name="store">The store whose balances are read.</param>
    /// <param name="timeProvider">The clock, the system's when <see langword="null"/>.</param>
    /// <param name="clientModels">The models that the targets' clients name, by target, for targets that the options do not name a model of.</param>
    /// <exception cref="ArgumentException">An option has a bad value.</exception>
    public BudgetRoutingPolicy(
        BudgetOptions options, IBudgetStore store, TimeProvider? timeProvider = null, IReadOnlyDictionary<string, string>? clientModels = null)
    {
        BudgetOptionsValidator.ThrowIfInvalid(options);
        ArgumentNullException.ThrowIfNull(store);
        _timeProvider = timeProvider ?? TimeProvider.System;
        _storeFailureMode = options.StoreFailureMode;
        _scopes = new(options);
        _view = new(_scopes, new TimeBoundBudgetStore(store, options.StoreTimeout, _timeProvider));
        _pricing = new(options, clientModels, _timeProvider);
    }

    /// <inheritdoc/>
    public string Name => RoutingPolicies.Budget;

    /// <inheritdoc/>
    public PolicyFailureMode FailureMode => PolicyFailureMode.Safety;

    /// <inheritdoc/>
    public async ValueTask<RoutingVerdict> EvaluateAsync(ChatRoutingContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_scopes.Budgets.IsEmpty)
        {
            return RoutingVerdict.Abstain;
        }

        try
        {
            var balances = await _view.ReadAsync(context.Options, cancellationToken).ConfigureAwait(false);
            return Combine(context, target => target.IsRemote ? Judge(context, target, balances) : Prefer(target, balances));
        }
        catch (BudgetStoreException)
        {
            return Combine(context, JudgeWithoutStore);
        }
    }

    private static RoutingVerdict Combine(ChatRoutingContext context, Func<RouteTarget, RoutingVerdict> judge)
    {
        RoutingVerdict verdict = RoutingVerdict.Abstain;
        foreach (RouteTarget target in context.Targets)
        {
            verdict = verdict.Combine(judge(target));
        }

        return verdict;
    }

    private RoutingVerdict Judge(ChatRoutingContext context, RouteTarget target, ImmutableArray<(BudgetScope, BudgetBalance)> balances)
    {
        RequestPrice price = _pricing.Of(target, context);
        if (price.Obstacle is { } obstacle)
        {
            return RoutingVerdict.Deny(target, obstacle, price.ObstacleDetail);
        }

        BudgetReservation answer = BudgetView.Fits(balances, price.WorstCase!.Value);
        return answer.Exhausted is { } scope
            ? RoutingVerdict.Deny(
                target,
                RoutingReasons.BudgetExhausted,
                $"budget '{scope.Name}' has no room for {new Money(price.WorstCase.Value, _pricing.Currency)} until {answer.ResetsAt:u}")
            : RoutingVerdict.Abstain;
    }

    private RoutingVerdict Prefer(RouteTarget target, ImmutableArray<(BudgetScope Scope, BudgetBalance Balance)> balances)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        for (int i = 0; i < balances.Length; i++)
        {
            if (_scopes.Budgets[i].IsSoftLimitReached(balances[i].Balance, now))
            {
                return RoutingVerdict.Prefer(target, SoftLimitWeight, RoutingReasons.BudgetSoftLimit);
            }
        }

        return RoutingVerdict.Abstain;
    }

    private RoutingVerdict JudgeWithoutStore(RouteTarget target) =>
        _storeFailureMode == BudgetStoreFailureMode.FailClosed || (_storeFailureMode == BudgetStoreFailureMode.LocalOnly && target.IsRemote)
            ? RoutingVerdict.Deny(target, RoutingReasons.BudgetStoreUnreachable)
            : RoutingVerdict.Abstain;
}
