namespace HybridInference.LocalModels;

/// <summary>Reads the available memory at most once a second, as policies ask for every request. Thread-safe.</summary>
internal sealed class AvailableMemory(IDeviceMemory memory, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long _readAt;
    private long? _bytes;
    private bool _isRead;

    /// <summary>Gets the bytes that the process can still take; <see langword="null"/> when that is not known.</summary>
    public long? Bytes
    {
        get
        {
            lock (_lock)
            {
                if (!_isRead || timeProvider.GetElapsedTime(_readAt) > Lifetime)
                {
                    (_bytes, _readAt, _isRead) = (memory.GetAvailableBytes(), timeProvider.GetTimestamp(), true);
                }

                return _bytes;
            }
        }
    }
}
