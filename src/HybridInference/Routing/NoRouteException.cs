namespace HybridInference;

/// <summary>No target may serve the request. Nothing was sent anywhere.</summary>
public sealed class NoRouteException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="decision">The decision without an allowed target.</param>
    public NoRouteException(RoutingDecision decision)
        : base(Describe(decision))
    {
        Decision = decision;
    }

    /// <summary>Gets the decision, with every denial.</summary>
    public RoutingDecision Decision { get; }

    private static string Describe(RoutingDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        IEnumerable<string> denials = decision.Verdict.Denials.Select(
            denial => denial.Detail is null ? $"{denial.Target}: {denial.Reason}" : $"{denial.Target}: {denial.Reason} ({denial.Detail})");
        return $"No target may serve this request, and nothing was sent. Denied: {string.Join("; ", denials)}.";
    }
}
