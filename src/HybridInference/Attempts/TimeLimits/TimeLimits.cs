namespace HybridInference;

/// <summary>How long the requests and attempts of one hybrid client may take.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TimeLimits(HybridChatClientOptions options, TimeProvider timeProvider)
{
    private readonly TargetTimeLimits _local = new(options.LocalTimeLimits, nameof(options.LocalTimeLimits));
    private readonly TargetTimeLimits _remote = new(options.RemoteTimeLimits, nameof(options.RemoteTimeLimits));

    /// <summary>The limit of a whole request, if there is one.</summary>
    public TimeLimit? Request { get; } =
        TimeLimit.Create(options.Timeout, nameof(options.Timeout), "was the last to be tried, and the request was not served");

    /// <summary>Starts the clock of a call; there is none when nothing limits its time.</summary>
    /// <param name="target">The target that is called.</param>
    /// <param name="requestStart">When the first attempt of the request began.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public AttemptClock? StartClock(RouteTarget target, long requestStart, CancellationToken cancellationToken)
    {
        TargetTimeLimits limits = target.IsRemote ? _remote : _local;
        return Request is null && limits.AreOff ? null : new(target.Name, limits, Request, requestStart, timeProvider, cancellationToken);
    }

    /// <summary>The time that is left for a request; all the time there is when it has no limit.</summary>
    public TimeSpan TimeLeft(long requestStart) =>
        Request is null ? TimeSpan.MaxValue : Request.Time - timeProvider.GetElapsedTime(requestStart);
}
