using System.Collections.Immutable;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Reads the balances that a request is under. It never spends.</summary>
internal sealed class BudgetView(BudgetScopes scopes, IBudgetStore store)
{
    public async ValueTask<ImmutableArray<(BudgetScope Scope, BudgetBalance Balance)>> ReadAsync(ChatOptions? options, CancellationToken cancellationToken)
    {
        ImmutableArray<BudgetScope> applying = scopes.Of(options);
        var balances = ImmutableArray.CreateBuilder<(BudgetScope, BudgetBalance)>(applying.Length);
        foreach (BudgetScope scope in applying)
        {
            balances.Add((scope, await store.GetBalanceAsync(scope, cancellationToken).ConfigureAwait(false)));
        }

        return balances.MoveToImmutable();
    }

    /// <returns>The first budget that an amount does not fit under, as a store would answer.</returns>
    public static BudgetReservation Fits(ImmutableArray<(BudgetScope Scope, BudgetBalance Balance)> balances, long amount)
    {
        foreach ((BudgetScope scope, BudgetBalance balance) in balances)
        {
            if (balance.Used + amount > scope.Limit)
            {
                return new(scope, balance.ResetsAt);
            }
        }

        return BudgetReservation.Granted;
    }
}
