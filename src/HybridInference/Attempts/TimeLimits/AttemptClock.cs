namespace HybridInference;

/// <summary>Cancels one call of a target that takes longer than it may, and tells which limit that was.</summary>
/// <remarks>The caller's cancellation passes through, and comes first: it is never taken for a limit.</remarks>
internal sealed class AttemptClock : IDisposable
{
    private readonly string _target;
    private readonly TargetTimeLimits _limits;
    private readonly TimeLimit? _request;
    private readonly long _requestStart;
    private readonly long _start;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource _alarm;
    private readonly CancellationTokenSource _call;
    private TimeLimit? _next;
    private TimeSpan _due;

    public AttemptClock(
        string target, TargetTimeLimits limits, TimeLimit? request, long requestStart, TimeProvider timeProvider, CancellationToken callerToken)
    {
        (_target, _limits, _request, _requestStart) = (target, limits, request, requestStart);
        (_timeProvider, _callerToken) = (timeProvider, callerToken);
        _start = timeProvider.GetTimestamp();
        _alarm = new(Timeout.InfiniteTimeSpan, timeProvider);
        _call = CancellationTokenSource.CreateLinkedTokenSource(callerToken, _alarm.Token);
    }

    /// <summary>The token for the call.</summary>
    public CancellationToken Token => _call.Token;

    /// <summary>Whether it was a limit that cancelled the call.</summary>
    public bool IsOver => _alarm.IsCancellationRequested && !_callerToken.IsCancellationRequested;

    /// <summary>Waits for an answer in one piece.</summary>
    public void StartWhole() => Start(hasUpdate: false, hasContent: true);

    /// <summary>Waits for an update of a stream.</summary>
    /// <param name="hasUpdate">Whether there was one before.</param>
    /// <param name="hasContent">Whether there was content before.</param>
    public void Start(bool hasUpdate, bool hasContent)
    {
        _due = Timeout.InfiniteTimeSpan;
        Consider(_request, _requestStart);
        Consider(_limits.WholeAnswer, _start);
        if (!hasContent)
        {
            Consider(_limits.FirstContent, _start);
        }

        if (hasUpdate)
        {
            Consider(_limits.BetweenUpdates, _timeProvider.GetTimestamp());
        }

        _alarm.CancelAfter(_due);
    }

    /// <summary>Ends the wait.</summary>
    public void Stop() => _alarm.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Tells which limit it was.</summary>
    public TimeoutException ToException(Exception cause) => _next!.ToException(_target, cause);

    public void Dispose()
    {
        _call.Dispose();
        _alarm.Dispose();
    }

    /// <summary>Keeps the limit that is reached first.</summary>
    private void Consider(TimeLimit? limit, long since)
    {
        if (limit is null)
        {
            return;
        }

        TimeSpan left = limit.Time - _timeProvider.GetElapsedTime(since);
        TimeSpan due = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        if (_due == Timeout.InfiniteTimeSpan || due < _due)
        {
            (_next, _due) = (limit, due);
        }
    }
}
