namespace HybridInference;

/// <summary>A target failed after part of its answer had reached the caller. No other target went on with it.</summary>
public sealed class StreamInterruptedException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="target">The name of the target that failed.</param>
    /// <param name="partialText">The text that had been delivered.</param>
    /// <param name="innerException">What the target threw.</param>
    public StreamInterruptedException(string target, string partialText, Exception innerException)
        : base($"The target '{target}' failed in the middle of its answer; see PartialText for what was delivered.", innerException)
    {
        Target = target;
        PartialText = partialText;
    }

    /// <summary>Gets the name of the target that failed.</summary>
    public string Target { get; }

    /// <summary>Gets the text that had been delivered.</summary>
    public string PartialText { get; }
}
