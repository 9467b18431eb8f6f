namespace HybridInference;

/// <summary>How much memory there is and how much of it can still be taken, in bytes.</summary>
internal readonly record struct MemoryReading(DeviceReading<long> Total, DeviceReading<long> Available)
{
    public static MemoryReading Unknown(string why) => new(DeviceReading<long>.Unknown(why), DeviceReading<long>.Unknown(why));
}
