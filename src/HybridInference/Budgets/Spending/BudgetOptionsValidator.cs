namespace HybridInference;

/// <summary>Checks <see cref="BudgetOptions"/>; the message names the setting, the bad value and the rule.</summary>
internal static class BudgetOptionsValidator
{
    public static void ThrowIfInvalid(BudgetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? problem = options.Budgets.Select(budget => ProblemOf(budget, options.Prices.Currency)).FirstOrDefault(found => found is not null)
            ?? DoubledName(options) ?? ProblemOf(options);
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(options));
        }
    }

    private static string? ProblemOf(Budget budget, string currency) =>
        string.IsNullOrEmpty(budget.Name) ? "A budget has no name. Give each budget a name of its own."
        : budget.Limit.Currency != currency ? $"The budget '{budget.Name}' is in {budget.Limit.Currency}, but the prices are in {currency}. Use one currency."
        : budget.Limit.MicroUnits is < 0 or > MicroAmount.Max ? $"The budget '{budget.Name}' has the limit {budget.Limit}, but it must be from 0 to {MicroAmount.Max} micro-units."
        : budget.SoftLimitPercent is < 0 or > 100 ? $"The budget '{budget.Name}' has the soft limit {budget.SoftLimitPercent} %, but it must be from 0 to 100."
        : budget.PreferLocalAheadOfPace && budget.Window.Length is not null ? $"The budget '{budget.Name}' has a rolling window, which has no pace. Take {nameof(budget.PreferLocalAheadOfPace)} out or give it a calendar window."
        : null;

    private static string? DoubledName(BudgetOptions options) =>
        options.Budgets.GroupBy(budget => budget.Name).FirstOrDefault(group => group.Count() > 1) is { } doubled
            ? $"Two budgets are named '{doubled.Key}'. Give each a name of its own."
            : null;

    private static string? ProblemOf(BudgetOptions options) =>
        options.Lease < TimeSpan.FromSeconds(1) ? Problem(nameof(options.Lease), options.Lease, "must be at least one second")
        : options.StoreTimeout <= TimeSpan.Zero ? Problem(nameof(options.StoreTimeout), options.StoreTimeout, "must be more than zero")
        : options.InputMarginPercent < 0 ? Problem(nameof(options.InputMarginPercent), options.InputMarginPercent, "must not be negative")
        : options.DefaultMaxOutputTokens <= 0 ? Problem(nameof(options.DefaultMaxOutputTokens), options.DefaultMaxOutputTokens, "must be more than zero")
        : null;

    private static string Problem(string setting, object? value, string rule) =>
        FormattableString.Invariant($"{nameof(BudgetOptions)}.{setting} is {value}, but it {rule}.");
}
