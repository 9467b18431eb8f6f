namespace HybridInference;

/// <summary>How long one call of a target may take, by its own clock: what comes before the call, such as asking for consent, does not count.</summary>
/// <remarks>
/// Nothing is limited by default: a local model may need minutes for its first load or for a long prompt, and a client for HTTP has limits
/// of its own. A call that takes too long is cancelled and counts as a <see cref="FailureKind.Transient"/> failure with a
/// <see cref="TimeoutException"/>; before any content the request goes on to the next allowed target. A client that does not heed its
/// cancellation token is waited for.
/// </remarks>
public sealed class AttemptTimeLimits
{
    /// <summary>Gets or sets the time from the call to the first content of a stream. An answer that is not streamed has none.</summary>
    /// <value>More than zero, at most a day. The default is <see langword="null"/>: there is no limit.</value>
    public TimeSpan? FirstContent { get; set; }

    /// <summary>Gets or sets the time from one update of a stream to the next. The time that the caller takes for an update does not count.</summary>
    /// <value>More than zero, at most a day. The default is <see langword="null"/>: there is no limit.</value>
    public TimeSpan? BetweenUpdates { get; set; }

    /// <summary>Gets or sets the time from the call to the end of the answer, streamed or not, with the time that the caller takes to read it.</summary>
    /// <value>More than zero, at most a day. The default is <see langword="null"/>: there is no limit.</value>
    public TimeSpan? WholeAnswer { get; set; }
}
