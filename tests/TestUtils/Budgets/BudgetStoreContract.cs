using System.Collections.Immutable;
using Xunit;

namespace HybridInference.TestUtils;

/// <summary>What every budget store has to do. A test class per store derives from it.</summary>
public abstract class BudgetStoreContract
{
    private const int Requests = 1000;
    private const int Fitting = 100;

    /// <summary>How many histories the property test tries; fewer for a slow store.</summary>
    protected virtual int Histories => 200;

    protected abstract ValueTask<BudgetStoreUnderTest> CreateAsync();

    [Fact]
    public async Task Reserve_FitsUnderAllScopes_CountsInEach()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        (BudgetScope day, BudgetScope hour) = (BudgetStoreUnderTest.Day("day", 100), BudgetStoreUnderTest.Hour("hour", 60));

        await test.HoldAsync(60, day, hour);

        Assert.Equal((0, 60), await test.SumsAsync(day));
        Assert.Equal((0, 60), await test.SumsAsync(hour));
    }

    [Fact]
    public async Task Reserve_OneScopeIsTooSmall_ReservesUnderNone()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        (BudgetScope day, BudgetScope hour) = (BudgetStoreUnderTest.Day("day", 100), BudgetStoreUnderTest.Hour("hour", 60));

        BudgetReservation reservation = await test.ReserveAsync(Guid.NewGuid(), 61, day, hour);

        Assert.Same(hour, reservation.Exhausted);
        Assert.Equal((0, 0), await test.SumsAsync(day));
        Assert.Equal((0, 0), await test.SumsAsync(hour));
    }

    [Fact]
    public async Task Reserve_Exhausted_TellsTheEndOfTheCalendarWindow()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        await test.HoldAsync(100, day);

        BudgetReservation reservation = await test.ReserveAsync(Guid.NewGuid(), 1, day);

        Assert.Equal(new DateTimeOffset(2026, 6, 16, 0, 0, 0, TimeSpan.Zero), reservation.ResetsAt);
    }

    [Fact]
    public async Task Reserve_Exhausted_TellsWhenTheOldestLeavesTheRollingWindow()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope hour = BudgetStoreUnderTest.Hour("hour", 100);
        await test.HoldAsync(50, hour);
        test.Time.Advance(TimeSpan.FromMinutes(30));
        await test.HoldAsync(50, hour);

        BudgetReservation reservation = await test.ReserveAsync(Guid.NewGuid(), 1, hour);
        test.Time.SetUtcNow(reservation.ResetsAt);

        Assert.Equal(BudgetStoreUnderTest.Start.AddMinutes(61), reservation.ResetsAt);
        Assert.True((await test.ReserveAsync(Guid.NewGuid(), 50, hour)).IsGranted);
        Assert.False((await test.ReserveAsync(Guid.NewGuid(), 1, hour)).IsGranted);
    }

    [Fact]
    public async Task Reserve_SameAttemptTwice_ReservesOnce()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        Guid attempt = await test.HoldAsync(60, day);

        Assert.True((await test.ReserveAsync(attempt, 60, day)).IsGranted);
        Assert.Equal((0, 60), await test.SumsAsync(day));
    }

    [Fact]
    public async Task Settle_Less_FreesTheRest()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        Guid attempt = await test.HoldAsync(100, day);

        BudgetSettlement settlement = await test.Store.SettleAsync(attempt, 30);

        Assert.Equal(new BudgetSettlement(true, 100, 30), settlement);
        Assert.Equal((30, 0), await test.SumsAsync(day));
        await test.HoldAsync(70, day);
    }

    [Fact]
    public async Task Settle_More_IsBookedFlaggedAndBlocks()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        Guid attempt = await test.HoldAsync(50, day);

        BudgetSettlement settlement = await test.Store.SettleAsync(attempt, 120);

        BudgetBalance balance = await test.Store.GetBalanceAsync(day);
        Assert.Equal(70, settlement.Overrun);
        Assert.Equal((120, 0, 70), (balance.Spent, balance.Reserved, balance.Overrun));
        Assert.False((await test.ReserveAsync(Guid.NewGuid(), 0, day)).IsGranted);
    }

    [Fact]
    public async Task Settle_AmountUnknown_KeepsWhatWasReserved()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);

        await test.Store.SettleAsync(await test.HoldAsync(40, day), amount: null);

        Assert.Equal((40, 0), await test.SumsAsync(day));
    }

    [Fact]
    public async Task Release_Reservation_FreesAll()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);

        await test.Store.ReleaseAsync(await test.HoldAsync(40, day));

        Assert.Equal((0, 0), await test.SumsAsync(day));
    }

    [Fact]
    public async Task Settle_TwiceOrUnknown_ChangesNothing()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        Guid attempt = await test.HoldAsync(40, day);
        await test.Store.SettleAsync(attempt, 10);

        Assert.False((await test.Store.SettleAsync(attempt, 40)).IsApplied);
        Assert.False((await test.Store.SettleAsync(Guid.NewGuid(), 40)).IsApplied);
        Assert.Equal((10, 0), await test.SumsAsync(day));
    }

    [Fact]
    public async Task Overdue_LeaseIsOver_ListsTheReservationAndKeepsItReserved()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        Guid attempt = await test.HoldAsync(40, day);

        Assert.Empty(await test.Store.GetOverdueAsync(10));
        test.Time.Advance(BudgetStoreUnderTest.Lease);

        OverdueReservation overdue = Assert.Single(await test.Store.GetOverdueAsync(10));
        Assert.Equal(new OverdueReservation(attempt, 40, BudgetStoreUnderTest.Start, new("acme", "remote", "gpt-test")), overdue);
        Assert.Equal((0, 40), await test.SumsAsync(day));
        await test.Store.SettleAsync(attempt, null);
        Assert.Empty(await test.Store.GetOverdueAsync(10));
    }

    [Fact]
    public async Task Window_Rolls_BeginsEmptyAndForgetsWhatBelongedToTheOld()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        Guid attempt = await test.HoldAsync(100, day);

        test.Time.Advance(TimeSpan.FromHours(12));
        await test.HoldAsync(100, day);
        await test.Store.SettleAsync(attempt, 100);

        Assert.Equal((0, 100), await test.SumsAsync(day));
    }

    [Fact]
    public async Task Clock_GoesBackwards_DoesNotOpenTheOldWindowAgain()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        BudgetScope hour = BudgetStoreUnderTest.Hour("hour", 100);
        test.Time.Advance(TimeSpan.FromHours(12));
        await test.HoldAsync(100, day, hour);

        test.Time.AdjustTime(test.Time.GetUtcNow().AddHours(-2));

        Assert.False((await test.ReserveAsync(Guid.NewGuid(), 1, day)).IsGranted);
        Assert.False((await test.ReserveAsync(Guid.NewGuid(), 1, hour)).IsGranted);
        Assert.Equal((0, 100), await test.SumsAsync(day));
        Assert.Equal((0, 100), await test.SumsAsync(hour));
    }

    [Fact]
    public async Task Balance_NothingReserved_IsZeroFromTheStartOfTheWindow()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();

        BudgetBalance balance = await test.Store.GetBalanceAsync(BudgetStoreUnderTest.Day("day", 100));

        Assert.Equal(new BudgetBalance(0, 0, 0, BudgetStoreUnderTest.Start.AddHours(-12), BudgetStoreUnderTest.Start.AddHours(12)), balance);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task Amounts_NegativeOrOverflowing_AreRefused(long amount)
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        Guid attempt = await test.HoldAsync(40, day);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await test.ReserveAsync(Guid.NewGuid(), amount, day));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await test.Store.SettleAsync(attempt, amount));
        Assert.Equal((0, 40), await test.SumsAsync(day));
    }

    [Fact]
    public async Task Reserve_InvalidRequest_IsRefused()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        var attempt = Guid.NewGuid();
        TimeSpan lease = BudgetStoreUnderTest.Lease;

        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Store.ReserveAsync(new(Guid.Empty, [day], 1, lease)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Store.ReserveAsync(new(attempt, [], 1, lease)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Store.ReserveAsync(new(attempt, [day, day], 1, lease)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await test.Store.ReserveAsync(new(attempt, [day], 1, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Reserve_AThousandAtOnceForAHundred_GrantsExactlyAHundred()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        ImmutableArray<BudgetScope> scopes = [BudgetStoreUnderTest.Day("tenant", Fitting * 7), BudgetStoreUnderTest.Hour("all", Fitting * 8)];
        int calls = 0;

        await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => Task.Run(async () =>
        {
            var attempt = Guid.NewGuid();
            if ((await test.ReserveAsync(attempt, 7, scopes)).IsGranted)
            {
                Interlocked.Increment(ref calls);
                await test.Store.SettleAsync(attempt, 7);
            }
        })));

        Assert.Equal(Fitting, calls);
        Assert.Equal((Fitting * 7, 0), await test.SumsAsync(scopes[0]));
    }

    [Fact]
    public Task History_AnyInterleaving_KeepsTheInvariants() => BudgetHistory.CheckAsync(CreateAsync, Histories);
}
