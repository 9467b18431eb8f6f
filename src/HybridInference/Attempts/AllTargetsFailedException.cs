namespace HybridInference;

/// <summary>More than one target was tried, and none answered.</summary>
public sealed class AllTargetsFailedException : AggregateException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="decision">The decision, with every attempt in order.</param>
    /// <param name="failures">What the targets threw, in the same order.</param>
    public AllTargetsFailedException(RoutingDecision decision, IEnumerable<Exception> failures)
        : base("Every target that was tried failed.", failures)
    {
        ArgumentNullException.ThrowIfNull(decision);
        Decision = decision;
    }

    /// <summary>Gets the decision, with every attempt in order.</summary>
    public RoutingDecision Decision { get; }
}
