namespace HybridInference;

/// <summary>A budget store or a ledger cannot be reached. What was asked of it may have been done or not.</summary>
public sealed class BudgetStoreException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">Says which store cannot be reached and what to check.</param>
    /// <param name="innerException">What was thrown below.</param>
    public BudgetStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
