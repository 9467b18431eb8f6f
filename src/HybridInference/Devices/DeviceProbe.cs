namespace HybridInference;

/// <summary>Reads what this machine can do. Reads only: nothing is written, sent or started.</summary>
/// <remarks>Thread-safe. The first reading takes some 100 ms, most of it for the memory bandwidth, which is measured once in a process.</remarks>
public static class DeviceProbe
{
    private const string Told = "the operating system";
    private const string NotTold = "not told by the operating system";

    private static readonly Lazy<DeviceReading<double>> Bandwidth = new(() => Try(MemoryBandwidth.Measure));

    /// <summary>Gets the instruction sets of the processor.</summary>
    public static DeviceReading<InstructionSets> InstructionSets { get; } = Try(ProcessorReader.Read);

    /// <summary>Reads everything.</summary>
    /// <param name="timeProvider">The clock for <see cref="DeviceReport.Elapsed"/>; the system's when <see langword="null"/>.</param>
    /// <returns>The report.</returns>
    public static DeviceReport Read(TimeProvider? timeProvider = null)
    {
        timeProvider ??= TimeProvider.System;
        long start = timeProvider.GetTimestamp();
        return new()
        {
            Processors = new(Environment.ProcessorCount, ".NET, by affinity and container limits"),
            InstructionSets = InstructionSets,
            TotalMemory = Try(TotalMemory.Read),
            AvailableMemory = Of(DeviceMemory.Default.GetAvailableBytes()),
            MemoryBandwidth = Bandwidth.Value,
            OnBattery = Of(SystemDeviceConditions.Instance.IsOnBattery),
            BatteryCharge = Try(BatteryReader.Read),
            Throttled = Try(ThrottlingReader.Read),
            NetworkMetered = Try(NetworkReader.Read),
            Elapsed = timeProvider.GetElapsedTime(start),
        };
    }

    private static DeviceReading<T> Of<T>(T? value)
        where T : struct => new(value, value is null ? NotTold : Told);

    internal static DeviceReading<T> Try<T>(Func<DeviceReading<T>> read)
        where T : struct
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsMissing(exception))
        {
            return DeviceReading<T>.Unknown(exception.GetType().Name);
        }
    }

    /// <summary>Whether an exception says that this system does not have what was asked: a file, a library or a function of one.</summary>
    private static bool IsMissing(Exception exception) => exception
        is IOException or UnauthorizedAccessException or TypeLoadException or OutOfMemoryException or PlatformNotSupportedException;
}
