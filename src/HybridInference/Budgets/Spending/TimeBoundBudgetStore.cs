namespace HybridInference;

/// <summary>A store whose calls end in time. Whatever it throws counts as not being reachable: the request goes on without it.</summary>
internal sealed class TimeBoundBudgetStore(IBudgetStore inner, TimeSpan timeout, TimeProvider timeProvider) : IBudgetStore
{
    public ValueTask<BudgetReservation> ReserveAsync(BudgetRequest request, CancellationToken cancellationToken = default) =>
        BoundAsync(inner, request, static (store, request, token) => store.ReserveAsync(request, token), cancellationToken);

    public ValueTask<BudgetSettlement> SettleAsync(Guid attemptId, long? amount, CancellationToken cancellationToken = default) =>
        BoundAsync(inner, (attemptId, amount), static (store, end, token) => store.SettleAsync(end.attemptId, end.amount, token), cancellationToken);

    public ValueTask<BudgetBalance> GetBalanceAsync(BudgetScope scope, CancellationToken cancellationToken = default) =>
        BoundAsync(inner, scope, static (store, scope, token) => store.GetBalanceAsync(scope, token), cancellationToken);

    public ValueTask<IReadOnlyList<OverdueReservation>> GetOverdueAsync(int count, CancellationToken cancellationToken = default) =>
        BoundAsync(inner, count, static (store, count, token) => store.GetOverdueAsync(count, token), cancellationToken);

    private async ValueTask<TResult> BoundAsync<TArgument, TResult>(
        IBudgetStore store,
        TArgument argument,
        Func<IBudgetStore, TArgument, CancellationToken, ValueTask<TResult>> call,
        CancellationToken cancellationToken)
    {
        try
        {
            ValueTask<TResult> result = call(store, argument, cancellationToken);
            return result.IsCompletedSuccessfully
                ? result.Result
                : await result.AsTask().WaitAsync(timeout, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not BudgetStoreException && !cancellationToken.IsCancellationRequested)
        {
            throw new BudgetStoreException($"The budget store did not answer ({exception.GetType().Name}). Check that it runs and can be reached.", exception);
        }
    }
}
