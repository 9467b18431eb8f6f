using System.Globalization;

namespace HybridInference;

/// <summary>A budget has no room for a request, and no local target may serve it. Nothing was sent.</summary>
public sealed class BudgetExhaustedException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="scope">The name of the budget.</param>
    /// <param name="resetsAt">When money becomes available again.</param>
    /// <param name="decision">The decision, with every denial, when it is known.</param>
    public BudgetExhaustedException(string scope, DateTimeOffset resetsAt, RoutingDecision? decision = null)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The budget '{scope}' has no room for this request until {resetsAt:u}, and no local target may serve it. Raise the limit, lower MaxOutputTokens or wait."))
    {
        Scope = scope;
        ResetsAt = resetsAt;
        Decision = decision;
    }

    /// <summary>Gets the name of the budget.</summary>
    public string Scope { get; }

    /// <summary>Gets when money becomes available again.</summary>
    public DateTimeOffset ResetsAt { get; }

    /// <summary>Gets the decision, with every denial, or <see langword="null"/>.</summary>
    public RoutingDecision? Decision { get; }
}
