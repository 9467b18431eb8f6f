namespace HybridInference;

/// <summary>Whose spending a budget limits.</summary>
public enum BudgetSubject
{
    /// <summary>That of everybody together.</summary>
    Everyone,

    /// <summary>That of each tenant on its own.</summary>
    Tenant,

    /// <summary>That of each user of each tenant on its own.</summary>
    User,
}
