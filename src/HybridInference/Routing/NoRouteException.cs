namespace HybridInference;

/// <summary>No target may serve the request. Nothing left the machine.</summary>
public class NoRouteException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="decision">The decision without an allowed target.</param>
    public NoRouteException(RoutingDecision decision)
        : base($"No target may serve this request, and nothing was sent. Denied: {DescribeDenials(decision)}.")
    {
        Decision = decision;
    }

    private protected NoRouteException(RoutingDecision decision, string message, Exception? innerException)
        : base(message, innerException)
    {
        Decision = decision;
    }

    /// <summary>Gets the decision, with every denial and every attempt.</summary>
    public RoutingDecision Decision { get; }

    private protected static string DescribeDenials(RoutingDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        IEnumerable<string> denials = decision.Verdict.Denials.Select(
            denial => denial.Detail is null ? $"{denial.Target}: {denial.Reason}" : $"{denial.Target}: {denial.Reason} ({denial.Detail})");
        return string.Join("; ", denials);
    }
}
