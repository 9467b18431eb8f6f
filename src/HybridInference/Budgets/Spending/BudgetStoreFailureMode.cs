namespace HybridInference;

/// <summary>What happens to requests while the budget store cannot be reached.</summary>
public enum BudgetStoreFailureMode
{
    /// <summary>They run locally; remote targets are denied.</summary>
    LocalOnly,

    /// <summary>They run as if no budget existed. What they spend is only in the ledger.</summary>
    FailOpen,

    /// <summary>They are refused, on every target.</summary>
    FailClosed,
}
