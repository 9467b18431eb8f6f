using HybridInference.TestUtils;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace HybridInference.Redis.Tests;

public sealed class RedisBudgetStoreTests : BudgetStoreContract, IAsyncLifetime
{
    private RedisServer? _server;
    private ConnectionMultiplexer? _connection;

    protected override int Histories => 100;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartOrSkipAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync(_server.Configuration);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _server?.Dispose();
    }

    [Fact]
    public async Task Clock_OfThisMachineIsWrong_TheServersCounts()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var right = new RedisBudgetStore(_connection!);
        var wrong = new RedisBudgetStore(_connection!, timeProvider: new FakeTimeProvider(now.AddHours(20)));
        BudgetScope day = BudgetStoreUnderTest.Day("day", 100);
        await right.ReserveAsync(new(Guid.NewGuid(), [day], 60, BudgetStoreUnderTest.Lease), TestContext.Current.CancellationToken);

        BudgetReservation reservation = await wrong.ReserveAsync(new(Guid.NewGuid(), [day], 60, BudgetStoreUnderTest.Lease), TestContext.Current.CancellationToken);

        Assert.False(reservation.IsGranted);
        Assert.Equal(now.UtcDateTime.Date.AddDays(1), reservation.ResetsAt.UtcDateTime);
    }

    [Fact]
    public async Task Clock_MoreThanAWindowAway_IsRefused()
    {
        var store = new RedisBudgetStore(_connection!, timeProvider: new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(3)));

        await Assert.ThrowsAsync<BudgetStoreException>(
            async () => await store.GetBalanceAsync(BudgetStoreUnderTest.Day("day", 100), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("budgets:")]
    [InlineData("{}:")]
    public void KeyPrefix_WithoutHashTag_IsRefused(string prefix) =>
        Assert.Throws<ArgumentException>(() => new RedisBudgetStore(_connection!, prefix));

    [Fact]
    public async Task Keys_AllOfThem_ShareOneSlot()
    {
        await using BudgetStoreUnderTest test = await CreateAsync();
        await test.HoldAsync(1, BudgetStoreUnderTest.Day("day", 100), BudgetStoreUnderTest.Hour("hour", 100));

        RedisKey[] keys = [.. _connection!.GetServers()[0].Keys()];

        Assert.Equal(4, keys.Length);
        Assert.Single(keys.Select(key => _connection.GetHashSlot(key)).Distinct());
    }

    protected override ValueTask<BudgetStoreUnderTest> CreateAsync()
    {
        var time = new FakeTimeProvider(BudgetStoreUnderTest.Start);
        var store = new RedisBudgetStore(_connection!, $"{{{Guid.NewGuid()}}}:", time) { UsesOwnClock = true };
        return new(new BudgetStoreUnderTest(store, time, () => default));
    }
}
