namespace HybridInference.Tests.Budgets;

/// <summary>A store that can be made to fail or to hang.</summary>
internal sealed class FlakyBudgetStore(IBudgetStore inner) : IBudgetStore
{
    public Exception? Failure { get; set; }

    public bool Hangs { get; set; }

    public async ValueTask<BudgetReservation> ReserveAsync(BudgetRequest request, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return await inner.ReserveAsync(request, cancellationToken);
    }

    public async ValueTask<BudgetSettlement> SettleAsync(Guid attemptId, long? amount, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return await inner.SettleAsync(attemptId, amount, cancellationToken);
    }

    public async ValueTask<BudgetBalance> GetBalanceAsync(BudgetScope scope, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return await inner.GetBalanceAsync(scope, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<OverdueReservation>> GetOverdueAsync(int count, CancellationToken cancellationToken = default)
    {
        await AnswerAsync(cancellationToken);
        return await inner.GetOverdueAsync(count, cancellationToken);
    }

    private Task AnswerAsync(CancellationToken cancellationToken) =>
        Failure is not null ? Task.FromException(Failure)
        : Hangs ? Task.Delay(Timeout.Infinite, cancellationToken)
        : Task.CompletedTask;
}
