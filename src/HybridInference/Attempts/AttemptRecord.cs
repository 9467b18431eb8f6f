namespace HybridInference;

/// <summary>What is known of one call of one target.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Duration">The time from the call to its end, or to now while it streams.</param>
public sealed record AttemptRecord(string Target, AttemptOutcome Outcome, TimeSpan Duration)
{
    // Ticks, or -1 for none: half the room of a nullable time, of which every request has one.
    private readonly long _firstContent = -1;

    /// <summary>Gets the time from the call to the first content of a stream, or <see langword="null"/> when there was none.</summary>
    public TimeSpan? TimeToFirstContent
    {
        get => _firstContent < 0 ? null : TimeSpan.FromTicks(_firstContent);
        init => _firstContent = value?.Ticks ?? -1;
    }

    /// <summary>Gets whether the call was started beside one that had not ended; see <see cref="HedgingOptions"/>.</summary>
    public bool IsHedge { get; init; }

    /// <summary>Gets what the failure says about the target, or <see langword="null"/> when the attempt did not fail.</summary>
    public FailureKind? Failure { get; init; }

    /// <summary>Gets why the request was not sent to the target after all: one of <see cref="RoutingReasons"/>, or <see langword="null"/> when it was sent.</summary>
    public string? WithheldReason { get; init; }

    /// <summary>Gets the name of the exception's type, or <see langword="null"/>. Its message is not kept: it may quote the request.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>Gets what the target did not get, or got in another form, because another target had issued it.</summary>
    public RequestAdaptations Adaptations { get; init; }

    /// <summary>Gets the options of the caller that the target did not get, because it does not take them.</summary>
    public OptionalChatOptions DroppedOptions { get; init; }
}
