namespace HybridInference;

/// <summary>Tells how much memory this device has left.</summary>
/// <remarks>Implementations are thread-safe, take well under a millisecond and do not throw.</remarks>
public interface IDeviceMemory
{
    /// <summary>Reads how much memory this process could still get without moving other memory to disk.</summary>
    /// <returns>The number of bytes, or <see langword="null"/> when it cannot be told.</returns>
    long? GetAvailableBytes();
}
