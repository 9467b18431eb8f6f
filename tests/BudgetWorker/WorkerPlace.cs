using HybridInference.Redis;
using HybridInference.Sqlite;
using StackExchange.Redis;

namespace HybridInference.BudgetWorker;

/// <summary>Where budgets and records are kept: all in one SQLite file, or the budgets in Redis.</summary>
internal sealed record WorkerPlace(string Store, string File, string? Redis)
{
    public const string RedisStore = "redis";

    public static WorkerPlace Parse(string store, string place)
    {
        string[] parts = place.Split(',', 2);
        return new(store, parts[0], parts.Length > 1 ? parts[1] : null);
    }

    public override string ToString() => Redis is null ? File : $"{File},{Redis}";

    public IBudgetStore OpenStore() =>
        Store == RedisStore ? new RedisBudgetStore(ConnectionMultiplexer.Connect(Redis!)) : new SqliteBudgetStore(File);

    public SqliteUsageLedger OpenLedger() => new(File);
}
