namespace HybridInference;

/// <summary>A request was not sent to a target that was allowed on a condition, because the condition was not met.</summary>
public sealed class RequestWithheldException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="target">The name of the target.</param>
    /// <param name="condition">The condition that was not met.</param>
    /// <param name="reason">Why, without any text of the request.</param>
    public RequestWithheldException(string target, RequestTransformations condition, string reason)
        : base($"The request was not sent to '{target}': {reason}")
    {
        Target = target;
        Condition = condition;
    }

    /// <summary>Gets the name of the target.</summary>
    public string Target { get; }

    /// <summary>Gets the condition that was not met.</summary>
    public RequestTransformations Condition { get; }
}
