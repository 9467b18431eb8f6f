using HybridInference.TestUtils;

namespace HybridInference.BudgetWorker;

/// <summary>Kills a process with 64 streams under way, again and again, and checks the money and the records after each time.</summary>
/// <remarks>A round ends at a random moment after the first request of it was settled. With Redis, every other time the server is killed too; it keeps its files with <c>appendfsync always</c>.</remarks>
internal static class Crash
{
    private const int LimitPerRound = 10_000;

    public static async Task<int> RunAsync(string store, int rounds)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hybrid-crash");
        using RedisServer? server = store == WorkerPlace.RedisStore ? await RedisServer.StartAsync(durable: true) : null;
        var report = new CrashReport(new(store, Path.Combine(folder.FullName, "money.db"), server?.Configuration));
        var random = new Random(Seed: 20);
        for (int round = 1; round <= rounds; round++)
        {
            string[] lines = await KillOnceAsync(report.Place, round * LimitPerRound, random, round % 2 == 0 ? server : null);
            await report.AddAsync(lines, round * LimitPerRound);
        }

        await Task.Delay(WorkerBudget.Lease);
        bool isGood = await report.FinishAsync(rounds, rounds * LimitPerRound);
        folder.Delete(recursive: true);
        return isGood ? 0 : 1;
    }

    private static async Task<string[]> KillOnceAsync(WorkerPlace place, int limit, Random random, RedisServer? server)
    {
        using WorkerProcess process = WorkerProcess.Stream(place, limit);
        await process.ReadLineAsync();
        string first = await process.ReadLineAsync();
        await Task.Delay(random.Next(50, 500));
        server?.Kill();
        string[] lines = [first, .. await process.KillAsync()];
        if (server is not null)
        {
            await server.RestartAsync();
        }

        return lines;
    }
}
