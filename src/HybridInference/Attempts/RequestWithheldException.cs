namespace HybridInference;

/// <summary>A request was not sent to a target that was allowed on a condition, because the condition was not met.</summary>
public sealed class RequestWithheldException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="target">The name of the target.</param>
    /// <param name="reason">One of <see cref="RoutingReasons"/>.</param>
    /// <param name="detail">Names and numbers for a reader, never text of the request.</param>
    public RequestWithheldException(string target, string reason, string? detail = null)
        : base($"The request was not sent to '{target}': {reason}{(detail is null ? "" : $" ({detail})")}.")
    {
        Target = target;
        Reason = reason;
    }

    /// <summary>Gets the name of the target.</summary>
    public string Target { get; }

    /// <summary>Gets why: one of <see cref="RoutingReasons"/>.</summary>
    public string Reason { get; }
}
