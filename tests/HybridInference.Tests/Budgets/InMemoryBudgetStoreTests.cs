using HybridInference.TestUtils;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Budgets;

public sealed class InMemoryBudgetStoreTests : BudgetStoreContract
{
    [Fact]
    public async Task ReserveAndSettle_SteadyState_AllocatesNothing()
    {
        var store = new InMemoryBudgetStore();
        BudgetRequest request = new(
            Guid.NewGuid(),
            [BudgetStoreUnderTest.Day("day", 100), BudgetStoreUnderTest.Hour("hour", 100), new("month", 100, BudgetWindow.Monthly(TimeZoneInfo.Utc))],
            60,
            BudgetStoreUnderTest.Lease);

        long bytes = await Allocations.OfCallAsync(() =>
        {
            Assert.True(store.ReserveAsync(request).Result.IsGranted);
            Assert.True(store.SettleAsync(request.AttemptId, 0).Result.IsApplied);
        });

        Assert.Equal(0, bytes);
    }

    [Fact]
    public async Task Scopes_OfWindowsLongGone_AreDropped()
    {
        var time = new FakeTimeProvider(BudgetStoreUnderTest.Start);
        var store = new InMemoryBudgetStore(time);
        for (int day = 0; day < 3; day++)
        {
            for (int tenant = 0; tenant < 1024; tenant++)
            {
                await store.ReserveAsync(new(Guid.NewGuid(), [BudgetStoreUnderTest.Day($"{day}/{tenant}", 1)], 1, BudgetStoreUnderTest.Lease), TestContext.Current.CancellationToken);
            }

            time.Advance(TimeSpan.FromDays(1));
        }

        Assert.True(store.ScopeCount <= 2048);
    }

    protected override ValueTask<BudgetStoreUnderTest> CreateAsync()
    {
        var time = new FakeTimeProvider(BudgetStoreUnderTest.Start);
        return new(new BudgetStoreUnderTest(new InMemoryBudgetStore(time), time, () => default));
    }
}
