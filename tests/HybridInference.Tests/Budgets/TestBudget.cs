using HybridInference.Tests.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Budgets;

/// <summary>Attempts under a daily budget, with a model whose answers cost one micro-unit per token and whose prompts cost nothing.</summary>
internal sealed class TestBudget
{
    public const string Model = "test-model";

    public static readonly DateTimeOffset Start = TestUtils.BudgetStoreUnderTest.Start;

    private AttemptBudget? _attempts;

    public TestBudget(long limit = 100)
    {
        Store = new FlakyBudgetStore(new InMemoryBudgetStore(Time));
        Options.Prices = new("USD", [new(Model, new(Input: 0, Output: Money.MicroUnitsPerUnit))]);
        Options.Models[TestTargets.Remote.Name] = Model;
        Options.SavingsModel = Model;
        Options.Budgets.Add(new("day", new(limit, "USD"), BudgetWindow.Daily(TimeZoneInfo.Utc)));
    }

    public BudgetOptions Options { get; } = new();

    public FakeTimeProvider Time { get; } = new(Start);

    public FlakyBudgetStore Store { get; }

    public InMemoryUsageLedger Ledger { get; } = new();

    public FakeLogCollector Logs { get; } = new();

    public AttemptBudget Attempts => _attempts ??= new(Options, Store, Ledger, Time, new FakeLogger(Logs));

    public static ChatRoutingContext Request(int? maxOutputTokens = 60, string? tenant = null, string? user = null)
    {
        var options = new ChatOptions { MaxOutputTokens = maxOutputTokens };
        return TestTargets.Context("hello", tenant is null ? options : options.ForTenant(tenant, user));
    }

    public BudgetRoutingPolicy Policy() => new(Options, Store, Time);

    public ValueTask<AttemptReservation> ReserveAsync(ChatRoutingContext? request = null, RouteTarget? target = null) =>
        Attempts.ReserveAsync(target ?? TestTargets.Remote, request ?? Request(), TestContext.Current.CancellationToken);

    public async Task<(long Spent, long Reserved)> SumsAsync()
    {
        BudgetBalance balance = await Store.GetBalanceAsync(new BudgetScopes(Options).Of(null)[0], TestContext.Current.CancellationToken);
        return (balance.Spent, balance.Reserved);
    }

    public async Task<UsageRecord> RecordAsync(AttemptReservation reservation) =>
        (await Ledger.FindAsync(reservation.AttemptId, TestContext.Current.CancellationToken))!;

    public static UsageDetails Usage(int outputTokens) => new() { InputTokenCount = 10, OutputTokenCount = outputTokens };
}
