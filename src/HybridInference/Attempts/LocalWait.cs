namespace HybridInference;

/// <summary>Paces the further tries of a request that may only run on this device and waits for it to become usable.</summary>
internal sealed class LocalWait(TimeSpan limit, TimeProvider timeProvider)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private TimeSpan _delay = TimeSpan.FromMilliseconds(100);
    private long? _since;

    /// <summary>Whether the request may try again after a further delay. The first call starts the clock.</summary>
    /// <param name="timeLeft">The time that is left for the whole request.</param>
    public bool MayGoOn(TimeSpan timeLeft)
    {
        _since ??= timeProvider.GetTimestamp();
        return _delay < timeLeft && timeProvider.GetElapsedTime(_since.Value) + _delay <= limit;
    }

    /// <summary>Waits, each time twice as long as before.</summary>
    public Task DelayAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay = _delay;
        _delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        return Task.Delay(delay, timeProvider, cancellationToken);
    }
}
