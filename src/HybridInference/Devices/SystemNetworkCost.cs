namespace HybridInference;

/// <summary>Remembers whether the network costs by volume, and answers at once: asking the operating system takes milliseconds. Thread-safe.</summary>
/// <param name="read">Asks the operating system.</param>
/// <param name="timeProvider">Tells the time.</param>
internal sealed class SystemNetworkCost(Func<DeviceReading<bool>> read, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private bool? _latest;
    private long? _askedAt;

    /// <summary>Gets the last asking for it; <see langword="null"/> before the first.</summary>
    public Task? Asking { get; private set; }

    /// <summary>Gets the latest answer; <see langword="null"/> until there is one. One that is older than half a minute is asked for anew, on another thread.</summary>
    public bool? IsMetered
    {
        get
        {
            lock (_lock)
            {
                if (Asking is null or { IsCompleted: true } && (_askedAt is not { } askedAt || timeProvider.GetElapsedTime(askedAt) > Lifetime))
                {
                    _askedAt = timeProvider.GetTimestamp();
                    Asking = Task.Run(Ask);
                }

                return _latest;
            }
        }
    }

    private void Ask()
    {
        bool? answer = DeviceProbe.Try(read).Value;
        lock (_lock)
        {
            _latest = answer;
        }
    }
}
