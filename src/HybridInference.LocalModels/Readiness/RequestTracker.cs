namespace HybridInference.LocalModels;

/// <summary>Counts the requests that use the model, and unloads it when there was none for some time. Thread-safe.</summary>
internal sealed class RequestTracker : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ITimer? _idle;
    private readonly TimeSpan _unloadAfter;
    private readonly Action _unload;
    private int _running;
    private long _begun;

    /// <param name="unloadAfter">How long nobody uses the model until it is unloaded; <see langword="null"/> for never.</param>
    /// <param name="unload">Unloads it. No request begins meanwhile.</param>
    /// <param name="timeProvider">Tells the time.</param>
    public RequestTracker(TimeSpan? unloadAfter, Action unload, TimeProvider timeProvider)
    {
        _unload = unload;
        _unloadAfter = unloadAfter ?? Timeout.InfiniteTimeSpan;
        _idle = unloadAfter is null ? null : timeProvider.CreateTimer(_ => UnloadIfIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets the requests that run or wait.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Begins a request.</summary>
    /// <returns>The number of the request, for <see cref="End"/>.</returns>
    public long Begin()
    {
        lock (_lock)
        {
            _idle?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _running++;
            return ++_begun;
        }
    }

    /// <summary>Tells whether a request is the only one so far, from its beginning on.</summary>
    public bool IsAlone(long request)
    {
        lock (_lock)
        {
            return _running == 1 && _begun == request;
        }
    }

    /// <summary>Ends a request.</summary>
    public void End()
    {
        lock (_lock)
        {
            _running--;
            Touch();
        }
    }

    /// <summary>Starts waiting anew, when the model was loaded and nobody uses it.</summary>
    public void Touch()
    {
        lock (_lock)
        {
            if (_running == 0)
            {
                _idle?.Change(_unloadAfter, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _idle?.Dispose();

    private void UnloadIfIdle()
    {
        lock (_lock)
        {
            if (_running == 0)
            {
                _unload();
            }
        }
    }
}
