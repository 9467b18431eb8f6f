namespace HybridInference;

/// <summary>What may happen to requests that hold private data. Without any change, they stay on the device.</summary>
public sealed class PrivacyOptions
{
    /// <summary>Gets or sets what happens for the categories that <see cref="Handling"/> does not name.</summary>
    /// <value>The default is <see cref="PrivateDataHandling.KeepLocal"/>.</value>
    public PrivateDataHandling DefaultHandling { get; set; }

    /// <summary>
    /// Gets what happens by category: the names of <see cref="PiiCategories"/> or of your own detector, in any case. A request with
    /// several categories leaves the device only when each of them allows it.
    /// </summary>
    /// <value>Empty at first. <see cref="PiiCategories.Unreadable"/> cannot be redacted.</value>
    public IDictionary<string, PrivateDataHandling> Handling { get; } = new Dictionary<string, PrivateDataHandling>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how long a request that must stay on the device waits for a local target, from its first failure on.</summary>
    /// <value>More than zero. The default is 30 seconds. Counts only for <see cref="PrivateDataHandling.WaitForLocal"/>.</value>
    public TimeSpan LocalWaitLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets what placeholders look like, and where the values behind them are put back.</summary>
    public RedactionOptions Redaction { get; } = new();
}
