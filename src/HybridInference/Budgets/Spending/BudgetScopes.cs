using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Finds the limits that a request has to fit under. Those of a tenant or user are made once.</summary>
internal sealed class BudgetScopes(BudgetOptions options)
{
    /// <summary>Enough for any honest set of users; past it the scopes are made anew, so that invented names do not fill the memory.</summary>
    private const int MostRemembered = 10_000;

    private readonly ImmutableArray<Budget> _budgets = [.. options.Budgets];
    private readonly Func<ChatOptions?, string?> _tenant = options.Tenant;
    private readonly Func<ChatOptions?, string?> _user = options.User;
    private readonly ConcurrentDictionary<(string Tenant, string User), ImmutableArray<BudgetScope>> _scopes = new();

    public ImmutableArray<Budget> Budgets => _budgets;

    public string TenantOf(ChatOptions? options) => NameOf(_tenant, options);

    /// <returns>A scope per budget, in the order of <see cref="Budgets"/>.</returns>
    public ImmutableArray<BudgetScope> Of(ChatOptions? options)
    {
        if (_scopes.Count > MostRemembered)
        {
            _scopes.Clear();
        }

        return _scopes.GetOrAdd((TenantOf(options), NameOf(_user, options)), Create);
    }

    private static string NameOf(Func<ChatOptions?, string?> find, ChatOptions? options) =>
        find(options) is { Length: > 0 } name ? name : BudgetOptions.DefaultName;

    private ImmutableArray<BudgetScope> Create((string Tenant, string User) caller) => [.. _budgets.Select(budget => Create(budget, caller))];

    private static BudgetScope Create(Budget budget, (string Tenant, string User) caller)
    {
        string whose = budget.Subject switch
        {
            BudgetSubject.Tenant => $"/{Uri.EscapeDataString(caller.Tenant)}",
            BudgetSubject.User => $"/{Uri.EscapeDataString(caller.Tenant)}/{Uri.EscapeDataString(caller.User)}",
            _ => "",
        };
        string key = $"{Uri.EscapeDataString(budget.Name)}:{budget.Limit.Currency}:{budget.Window.Name}{whose}";
        return new(key, budget.Limit.MicroUnits, budget.Window, budget.Name);
    }
}
