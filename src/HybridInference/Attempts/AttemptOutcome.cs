namespace HybridInference;

/// <summary>What became of one call of one target.</summary>
public enum AttemptOutcome
{
    /// <summary>Content has begun to arrive; the end is not known yet. Only the first update of a stream carries it.</summary>
    Streaming,

    /// <summary>The target answered to the end.</summary>
    Completed,

    /// <summary>The stream ended without an error but also without a finish reason.</summary>
    Truncated,

    /// <summary>The target failed.</summary>
    Failed,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>The caller stopped reading the stream before its end.</summary>
    Abandoned,

    /// <summary>Another target answered first, so that the call was cancelled; see <see cref="HedgingOptions"/>. Says nothing about the target.</summary>
    Lost,
}
