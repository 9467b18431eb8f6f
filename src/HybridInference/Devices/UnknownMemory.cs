namespace HybridInference;

/// <summary>The memory of a device that nobody can ask.</summary>
internal sealed class UnknownMemory : IDeviceMemory
{
    public long? GetAvailableBytes() => null;
}
