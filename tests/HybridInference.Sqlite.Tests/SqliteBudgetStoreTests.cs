using HybridInference.TestUtils;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Sqlite.Tests;

public sealed class SqliteBudgetStoreTests : BudgetStoreContract
{
    protected override int Histories => 25;

    [Fact]
    public async Task Store_OpenedAgain_HasWhatWasReservedAndSpent()
    {
        using var file = new TemporaryFile();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        var time = new FakeTimeProvider(BudgetStoreUnderTest.Start);
        var attempt = Guid.NewGuid();
        using (var before = new SqliteBudgetStore(file.Path, time))
        {
            await before.ReserveAsync(new(Guid.NewGuid(), [day], 30, BudgetStoreUnderTest.Lease), TestContext.Current.CancellationToken);
            await before.ReserveAsync(new(attempt, [day], 40, BudgetStoreUnderTest.Lease), TestContext.Current.CancellationToken);
            await before.SettleAsync(attempt, 20, TestContext.Current.CancellationToken);
        }

        using var after = new SqliteBudgetStore(file.Path, time);
        BudgetBalance balance = await after.GetBalanceAsync(day, TestContext.Current.CancellationToken);

        Assert.Equal((20, 30), (balance.Spent, balance.Reserved));
        Assert.False((await after.SettleAsync(attempt, 40, TestContext.Current.CancellationToken)).IsApplied);
    }

    [Fact]
    public async Task Store_FolderIsMissing_SaysSo()
    {
        using var store = new SqliteBudgetStore(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "budgets.db"));

        BudgetStoreException exception = await Assert.ThrowsAsync<BudgetStoreException>(
            async () => await store.GetBalanceAsync(BudgetStoreUnderTest.Day("day", 1), TestContext.Current.CancellationToken));

        Assert.Contains("budgets.db", exception.Message);
    }

    protected override ValueTask<BudgetStoreUnderTest> CreateAsync()
    {
        var file = new TemporaryFile();
        var time = new FakeTimeProvider(BudgetStoreUnderTest.Start);
        var store = new SqliteBudgetStore(file.Path, time);
        return new(new BudgetStoreUnderTest(store, time, () =>
        {
            store.Dispose();
            file.Dispose();
            return default;
        }));
    }
}
