using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace HybridInference;

/// <summary>Makes what one hybrid client needs to keep its budgets: the policy that judges and the accounts that attempts spend from, over one store.</summary>
internal sealed class BudgetServices
{
    private readonly BudgetOptions _options;
    private readonly IBudgetStore _store;
    private readonly IUsageLedger _ledger;
    private readonly TimeProvider _timeProvider;
    private readonly Dictionary<string, string> _clientModels;

    private BudgetServices(IEnumerable<HybridTarget> targets, HybridChatClientServices services)
    {
        _options = services.Budget ?? new();
        _timeProvider = services.TimeProvider;
        _store = services.BudgetStore ?? new InMemoryBudgetStore(_timeProvider);
        IUsageLedger ledger = services.UsageLedger ?? new NoUsageLedger();
        _ledger = services.MeterFactory is { } meters ? new MeteredUsageLedger(ledger, meters) : ledger;
        _clientModels = targets
            .Select(target => (target.Route.Name, Model: target.Client.GetService<ChatClientMetadata>()?.DefaultModelId))
            .Where(target => target.Model is not null)
            .ToDictionary(target => target.Name, target => target.Model!);
    }

    /// <summary>Returns <see langword="null"/> when there is neither a budget nor a ledger, so that nothing is counted.</summary>
    public static BudgetServices? Create(IEnumerable<HybridTarget> targets, HybridChatClientServices services) =>
        services.Budget is null && services.UsageLedger is null ? null : new(targets, services);

    public BudgetRoutingPolicy CreatePolicy() => new(_options, _store, _timeProvider, _clientModels);

    public AttemptBudget CreateAttemptBudget(ILogger logger) => new(_options, _store, _ledger, _timeProvider, logger, _clientModels);
}
