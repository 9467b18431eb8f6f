using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace HybridInference.Redis.Tests;

/// <summary>The server is killed in the middle of the work, and comes back.</summary>
public sealed class RedisOutageTests : IAsyncLifetime
{
    private const string Model = "test-model";

    private static readonly RouteTarget Remote = new("remote", TargetLocation.Remote, new(ChatCapabilities.All));

    private readonly ChatRoutingContext _request = new(
        [new ChatMessage(ChatRole.User, "hello")], new() { ModelId = Model, MaxOutputTokens = 60 }, [Remote]);

    private RedisServer? _server;
    private ServiceProvider? _provider;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartOrSkipAsync(durable: true);
        _provider = new ServiceCollection().AddRedisBudgetStore(_server.Configuration).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        _server?.Dispose();
    }

    [Theory]
    [InlineData(BudgetStoreFailureMode.LocalOnly)]
    [InlineData(BudgetStoreFailureMode.FailOpen)]
    public async Task Server_IsKilledMidRun_RequestsGoOnAsConfigured(BudgetStoreFailureMode mode)
    {
        AttemptBudget budget = Create(mode);
        AttemptReservation running = await budget.ReserveAsync(Remote, _request, Token);
        Assert.True(running.IsHeld);

        _server!.Kill();
        AttemptReservation during = await budget.ReserveAsync(Remote, _request, Token);
        await budget.SettleAsync(running, new(AttemptOutcome.Completed));

        Assert.Equal(mode == BudgetStoreFailureMode.FailOpen, during.IsGranted);
        Assert.False(during.IsHeld);
    }

    [Fact]
    public async Task Server_IsKilledUnderFailClosed_RequestsAreRefused()
    {
        AttemptBudget budget = Create(BudgetStoreFailureMode.FailClosed);
        await budget.ReserveAsync(Remote, _request, Token);

        _server!.Kill();

        await Assert.ThrowsAsync<BudgetStoreException>(async () => await budget.ReserveAsync(Remote, _request, Token));
    }

    [Fact]
    public async Task Server_ComesBack_HasWhatWasReservedAndGoesOn()
    {
        AttemptBudget budget = Create(BudgetStoreFailureMode.LocalOnly);
        await budget.ReserveAsync(Remote, _request, Token);
        _server!.Kill();
        Assert.False((await budget.ReserveAsync(Remote, _request, Token)).IsGranted);

        var restored = new TaskCompletionSource();
        _provider!.GetRequiredService<IConnectionMultiplexer>().ConnectionRestored += (_, connection) => _ = connection.ConnectionType == ConnectionType.Interactive && restored.TrySetResult();
        await _server.RestartAsync();
        await restored.Task.WaitAsync(Token);
        AttemptReservation after = await budget.ReserveAsync(Remote, _request, Token);

        Assert.Equal(RoutingReasons.BudgetExhausted, after.Denial);
    }

    private AttemptBudget Create(BudgetStoreFailureMode mode)
    {
        var options = new BudgetOptions
        {
            Prices = new("USD", [new(Model, new(Input: 0, Output: Money.MicroUnitsPerUnit))]),
            StoreFailureMode = mode,
            StoreTimeout = TimeSpan.FromSeconds(10),
        };
        options.Budgets.Add(new("month", new(100, "USD"), BudgetWindow.Monthly(TimeZoneInfo.Utc)));
        return new(options, _provider!.GetRequiredService<IBudgetStore>(), new InMemoryUsageLedger(), TimeProvider.System, NullLogger.Instance);
    }
}
