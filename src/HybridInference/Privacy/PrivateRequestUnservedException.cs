namespace HybridInference;

/// <summary>A request with private data could not be served on this device, and it may not leave it.</summary>
/// <remarks>The inner exception is what the targets threw, when any was tried. The message holds categories and names, never text of the request.</remarks>
public sealed class PrivateRequestUnservedException : NoRouteException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="decision">The decision, with every denial and every attempt in order.</param>
    /// <param name="failures">What the targets threw, in the same order; empty when none could be tried.</param>
    public PrivateRequestUnservedException(RoutingDecision decision, IReadOnlyList<Exception> failures)
        : base(decision, Describe(decision), Join(failures))
    {
        Categories = [.. decision.PrivateData.Select(finding => finding.Category).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Gets the categories of the private data, in order. Empty when the detector failed, so that the request counts as private.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Gets what the last failure says about the local side, or <see langword="null"/> when no target could be tried.</summary>
    public FailureKind? LocalFailure => Decision.Attempts.LastOrDefault(attempt => attempt.Failure is not (null or FailureKind.Withheld))?.Failure;

    private static string Describe(RoutingDecision decision)
    {
        string denials = DescribeDenials(decision);
        string attempts = string.Join("; ", decision.Attempts.Select(attempt => $"{attempt.Target}: {attempt.Failure} after {attempt.Duration.TotalSeconds:0.0} s"));
        return "This request holds private data and could not be served on this device. It was not sent anywhere else."
            + (denials.Length > 0 ? $" Denied: {denials}." : "")
            + (attempts.Length > 0 ? $" Tried: {attempts}." : "");
    }

    private static Exception? Join(IReadOnlyList<Exception> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        return failures.Count > 1 ? new AggregateException(failures) : failures.Count == 1 ? failures[0] : null;
    }
}
