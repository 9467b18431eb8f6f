using HybridInference.TestUtils;
using Microsoft.Extensions.DependencyInjection;

namespace HybridInference.Sqlite.Tests;

public sealed class SqliteUsageLedgerTests : UsageLedgerContract, IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Ledger_OpenedAgain_HasItsRecords()
    {
        UsageRecord record = new(Guid.NewGuid(), BudgetStoreUnderTest.Start, "acme", "remote", TargetLocation.Remote, AttemptOutcome.Failed);
        using (var before = new SqliteUsageLedger(_file.Path))
        {
            await before.RecordAsync(record, TestContext.Current.CancellationToken);
        }

        using var after = new SqliteUsageLedger(_file.Path);

        Assert.False(await after.RecordAsync(record, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AddSqlite_StoreAndLedger_ShareAFile()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddSqliteBudgetStore(_file.Path).AddSqliteUsageLedger(_file.Path).BuildServiceProvider();
        IBudgetStore store = provider.GetRequiredService<IBudgetStore>();
        IUsageLedger ledger = provider.GetRequiredService<IUsageLedger>();

        await store.ReserveAsync(
            new(Guid.NewGuid(), [BudgetStoreUnderTest.Day("day", 1)], 1, BudgetStoreUnderTest.Lease), TestContext.Current.CancellationToken);
        await ledger.RecordAsync(
            new(Guid.NewGuid(), BudgetStoreUnderTest.Start, "acme", "remote", TargetLocation.Remote, AttemptOutcome.Failed), TestContext.Current.CancellationToken);

        Assert.True(File.Exists(_file.Path));
        Assert.IsType<SqliteBudgetStore>(store);
        Assert.IsType<SqliteUsageLedger>(ledger);
    }

    protected override IUsageLedger Create() => new SqliteUsageLedger(_file.Path);
}
