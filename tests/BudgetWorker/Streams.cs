namespace HybridInference.BudgetWorker;

/// <summary>Keeps 64 streaming requests going, and prints the identifier and the tokens of each that is settled.</summary>
internal static class Streams
{
    private const int Concurrency = 64;
    private const int TokensPerChunk = 10;

    public static async Task<int> RunAsync(WorkerPlace place, int limit)
    {
        using var ledger = place.OpenLedger();
        var budget = new WorkerBudget(place.OpenStore(), ledger, limit);
        Console.WriteLine(Race.Ready);
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(seed => Task.Run(() => RepeatAsync(budget, new Random(seed)))));
        return 0;
    }

    private static async Task RepeatAsync(WorkerBudget budget, Random random)
    {
        while (true)
        {
            AttemptReservation reservation = await budget.ReserveAsync();
            int tokens = random.Next(1, WorkerBudget.MaxOutputTokens + 1);
            for (int received = 0; received < tokens; received += TokensPerChunk)
            {
                await Task.Delay(random.Next(1, 6));
            }

            if (reservation.IsGranted)
            {
                await budget.SettleAsync(reservation, tokens);
                Console.WriteLine($"settled {reservation.AttemptId} {tokens}");
            }
        }
    }
}
