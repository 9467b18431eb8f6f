namespace HybridInference;

/// <summary>One limit that a reservation has to fit under: a budget, for one tenant or user when it is theirs.</summary>
/// <remarks>Immutable and thread-safe. The same instance serves many reservations.</remarks>
public sealed class BudgetScope
{
    /// <summary>Initializes the scope.</summary>
    /// <param name="key">Tells scopes apart in a store, across processes and restarts.</param>
    /// <param name="limit">The limit in micro-units.</param>
    /// <param name="window">The window that the limit is for.</param>
    /// <param name="name">The name of the budget, for messages; <paramref name="key"/> when <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or too large.</exception>
    public BudgetScope(string key, long limit, BudgetWindow window, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(window);
        Key = key;
        Limit = MicroAmount.Require(limit, nameof(limit));
        Window = window;
        Name = name ?? key;
    }

    /// <summary>Gets what tells the scope apart in a store.</summary>
    public string Key { get; }

    /// <summary>Gets the limit in micro-units.</summary>
    public long Limit { get; }

    /// <summary>Gets the window that the limit is for.</summary>
    public BudgetWindow Window { get; }

    /// <summary>Gets the name of the budget, which holds no tenant or user.</summary>
    public string Name { get; }
}
