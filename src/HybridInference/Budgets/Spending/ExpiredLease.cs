namespace HybridInference;

/// <summary>What becomes of a reservation whose holder never settled it.</summary>
public enum ExpiredLease
{
    /// <summary>It counts as spent: the provider may have done the work.</summary>
    Spent,

    /// <summary>It is free again, and the budget may be passed by what the provider charges all the same.</summary>
    Released,
}
