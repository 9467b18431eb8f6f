using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridInference.BudgetWorker;

/// <summary>A remote target whose model costs one micro-unit per token of its answer, under a monthly budget.</summary>
internal sealed class WorkerBudget
{
    public const int MaxOutputTokens = 100;

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    public const string Model = "worker-model";

    private readonly BudgetOptions _options;
    private readonly IBudgetStore _store;
    private readonly IUsageLedger _ledger;
    private readonly AttemptBudget _budget;

    public WorkerBudget(IBudgetStore store, IUsageLedger ledger, long limit)
    {
        (_store, _ledger) = (store, ledger);
        _options = new()
        {
            Prices = new("USD", [new(Model, new(Input: 0, Output: Money.MicroUnitsPerUnit))]),
            Lease = Lease,
            StoreTimeout = TimeSpan.FromSeconds(30),
        };
        _options.Budgets.Add(new("worker", new(limit, "USD"), BudgetWindow.Monthly(TimeZoneInfo.Utc)));
        Scope = new BudgetScopes(_options).Of(null)[0];
        _budget = new(_options, store, ledger, TimeProvider.System, NullLogger.Instance);
    }

    public BudgetScope Scope { get; }

    /// <summary>Makes a client whose remote target spends from the budget.</summary>
    public HybridChatClient CreateClient(FakeChatClient remote) => new(
        [HybridTarget.Local(FakeChatClient.Replying("local")), HybridTarget.Remote(remote)],
        options: new() { PolicyTimeout = TimeSpan.FromMinutes(1) },
        services: new() { Budget = _options, BudgetStore = _store, UsageLedger = _ledger });

    public ValueTask SweepAsync() => _budget.SweepAsync(CancellationToken.None);
}
