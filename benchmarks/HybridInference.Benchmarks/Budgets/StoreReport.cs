using HybridInference.Redis;
using HybridInference.Sqlite;
using HybridInference.TestUtils;
using Microsoft.Data.Sqlite;
using StackExchange.Redis;

namespace HybridInference.Benchmarks.Budgets;

/// <summary>Prints what reserving and settling cost in SQLite and Redis, beside the least that each can do: an INSERT and an INCR.</summary>
/// <remarks>The operations take turns, so that a busy machine slows all of them alike.</remarks>
internal static class StoreReport
{
    private const int WarmUp = 200;

    public static async Task RunAsync(int count)
    {
        Console.WriteLine($"{"operation",-28} {"times",7} {"p50 us",10} {"p99 us",10} {"p50 x",8}");
        await MeasureSqliteAsync(count);
        await MeasureRedisAsync(count);
    }

    /// <summary>The INSERT is a transaction of its own in a file with the same settings as the store's.</summary>
    private static async Task MeasureSqliteAsync(int count)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hybrid-benchmark");
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "plain.db")};Pooling=False"))
        using (var store = new SqliteBudgetStore(Path.Combine(folder.FullName, "budgets.db")))
        {
            connection.Open();
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE plain (id TEXT PRIMARY KEY, amount INTEGER NOT NULL) WITHOUT ROWID";
            insert.ExecuteNonQuery();
            insert.CommandText = "INSERT INTO plain VALUES ($id, 1)";
            SqliteParameter id = insert.Parameters.Add("$id", SqliteType.Text);
            await MeasureAsync("SQLite", "INSERT", store, count, () =>
            {
                id.Value = Guid.NewGuid().ToString();
                insert.ExecuteNonQuery();
                return Task.CompletedTask;
            });
        }

        folder.Delete(recursive: true);
    }

    private static async Task MeasureRedisAsync(int count)
    {
        using RedisServer server = await RedisServer.StartAsync();
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        IDatabase database = connection.GetDatabase();
        await MeasureAsync("Redis", "INCR", new RedisBudgetStore(connection), count, () => database.StringIncrementAsync("plain"));
    }

    private static async Task MeasureAsync(string name, string baseline, IBudgetStore store, int count, Func<Task> plain)
    {
        (Timings least, Timings reserve, Timings settle) = await RunAsync(name, baseline, store, WarmUp, plain);
        (least, reserve, settle) = await RunAsync(name, baseline, store, count, plain);
        least.Print(least);
        reserve.Print(least);
        settle.Print(least);
    }

    private static async Task<(Timings Least, Timings Reserve, Timings Settle)> RunAsync(
        string name, string baseline, IBudgetStore store, int count, Func<Task> plain)
    {
        (Timings least, Timings reserve, Timings settle) = (new($"{name} {baseline}"), new($"{name} reserve"), new($"{name} settle"));
        var month = new BudgetScope("month", 1_000_000_000, BudgetWindow.Monthly(TimeZoneInfo.Utc));
        for (int i = 0; i < count; i++)
        {
            var request = new BudgetRequest(Guid.NewGuid(), [month], 100, TimeSpan.FromMinutes(10), new("tenant", "remote", "model"));
            await least.MeasureAsync(plain);
            await reserve.MeasureAsync(() => store.ReserveAsync(request).AsTask());
            await settle.MeasureAsync(() => store.SettleAsync(request.AttemptId, 60).AsTask());
        }

        return (least, reserve, settle);
    }
}
