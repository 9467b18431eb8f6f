namespace HybridInference.BudgetWorker;

/// <summary>Makes many requests at once, when told to, and prints how many of them could be sent.</summary>
internal static class Race
{
    public const string Ready = "ready";

    public static async Task<int> RunAsync(WorkerPlace place, int requests, int limit)
    {
        using var ledger = place.OpenLedger();
        var budget = new WorkerBudget(place.OpenStore(), ledger, limit);
        int calls = 0;
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync();
        await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => Task.Run(async () =>
        {
            AttemptReservation reservation = await budget.ReserveAsync();
            if (reservation.IsGranted)
            {
                Interlocked.Increment(ref calls);
                await budget.SettleAsync(reservation, WorkerBudget.MaxOutputTokens);
            }
        })));
        Console.WriteLine(calls);
        return 0;
    }
}
