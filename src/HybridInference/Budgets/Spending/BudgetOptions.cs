using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>What may be spent, at which prices, and what happens at the edges.</summary>
/// <remarks>Copied by whoever takes it; later changes have no effect.</remarks>
public sealed class BudgetOptions
{
    /// <summary>The name that stands for a tenant or user that a request does not name.</summary>
    public const string DefaultName = "default";

    /// <summary>Gets the budgets. A remote request has to fit under all that apply to it.</summary>
    /// <value>The default is none: everything is counted, and nothing limited.</value>
    public IList<Budget> Budgets { get; } = [];

    /// <summary>Gets or sets the prices.</summary>
    /// <value>The default is <see cref="PriceTable.Snapshot"/>.</value>
    public PriceTable Prices { get; set; } = PriceTable.Snapshot;

    /// <summary>Gets the model of each remote target, by the target's name, for requests that name none in <see cref="ChatOptions.ModelId"/>.</summary>
    /// <value>The default is none: the model that the target's client tells in its metadata, if any.</value>
    public IDictionary<string, string> Models { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the model whose price says what local work would have cost remotely.</summary>
    /// <value>The default is <see langword="null"/>: what was saved is unknown.</value>
    public string? SavingsModel { get; set; }

    /// <summary>Gets or sets the output cap of remote requests that have none.</summary>
    /// <value>More than zero. The default is <see langword="null"/>: a remote request without a cap is denied, as its cost has no bound.</value>
    public int? DefaultMaxOutputTokens { get; set; }

    /// <summary>
    /// Gets or sets what is added to the estimated tokens of the prompt, in percent, to reserve less than the most that the prompt can
    /// have. The estimate is a rule of thumb, so the limit may then be passed: Base64 has about twice the tokens that it counts.
    /// </summary>
    /// <value>Not negative. The default is <see langword="null"/>: <see cref="ChatRoutingContext.MaxInputTokens"/> are reserved, and never passed.</value>
    public int? InputMarginPercent { get; set; }

    /// <summary>Gets or sets the time after which a reservation that nobody settled counts as left behind.</summary>
    /// <value>From one second on. The default is one hour; it must be longer than the longest answer takes.</value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets what becomes of a reservation that was left behind.</summary>
    /// <value>The default is <see cref="ExpiredLease.Spent"/>.</value>
    public ExpiredLease ExpiredLease { get; set; }

    /// <summary>Gets or sets what happens to requests while the budget store cannot be reached.</summary>
    /// <value>The default is <see cref="BudgetStoreFailureMode.LocalOnly"/>.</value>
    public BudgetStoreFailureMode StoreFailureMode { get; set; }

    /// <summary>Gets or sets how long one call of the budget store may take.</summary>
    /// <value>More than zero. The default is two seconds.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets what tells the tenant of a request.</summary>
    /// <value>
    /// The default reads what <see cref="ChatOptionsBudgetExtensions.ForTenant"/> wrote. <see langword="null"/> or empty stands for
    /// <see cref="DefaultName"/>.
    /// </value>
    public Func<ChatOptions?, string?> Tenant { get; set; } = ChatOptionsBudgetExtensions.GetTenant;

    /// <summary>Gets or sets what tells the user of a request. Give an opaque identifier: stores keep it.</summary>
    /// <value>The default reads what <see cref="ChatOptionsBudgetExtensions.ForTenant"/> wrote.</value>
    public Func<ChatOptions?, string?> User { get; set; } = ChatOptionsBudgetExtensions.GetUser;
}
