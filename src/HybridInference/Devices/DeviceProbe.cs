namespace HybridInference;

/// <summary>Reads what this machine can do. Reads only: nothing is written, sent or started.</summary>
/// <remarks>Thread-safe. A whole reading takes well under 300 ms, most of it for the memory bandwidth, which is measured once in a process.</remarks>
public static class DeviceProbe
{
    private static readonly Lazy<DeviceReading<double>> Bandwidth = new(() => Try(MemoryBandwidth.Measure));

    /// <summary>Reads everything.</summary>
    /// <param name="timeProvider">The clock for <see cref="DeviceReport.Elapsed"/>; the system's when <see langword="null"/>.</param>
    /// <returns>The report.</returns>
    public static DeviceReport Read(TimeProvider? timeProvider = null)
    {
        timeProvider ??= TimeProvider.System;
        long start = timeProvider.GetTimestamp();
        MemoryReading memory = ReadMemory();
        PowerReading power = ReadPower();
        return new()
        {
            Processors = new(Environment.ProcessorCount, ".NET, by affinity and container limits"),
            InstructionSets = Try(ProcessorReader.Read),
            TotalMemory = memory.Total,
            AvailableMemory = memory.Available,
            MemoryBandwidth = Bandwidth.Value,
            OnBattery = power.OnBattery,
            BatteryCharge = power.Charge,
            Throttled = Try(ThrottlingReader.Read),
            NetworkMetered = DeviceReading<bool>.Unknown("no operating system tells without a service of its own"),
            Elapsed = timeProvider.GetElapsedTime(start),
        };
    }

    /// <summary>Reads the memory.</summary>
    internal static MemoryReading ReadMemory()
    {
        try
        {
            return OperatingSystem.IsLinux() ? LinuxMemory.Read("/")
                : OperatingSystem.IsWindows() ? WindowsMemory.Read()
                : OperatingSystem.IsMacOS() ? MacMemory.Read()
                : MemoryReading.Unknown("not read on this operating system");
        }
        catch (Exception exception) when (IsMissing(exception))
        {
            return MemoryReading.Unknown(exception.GetType().Name);
        }
    }

    /// <summary>Reads the power supply.</summary>
    internal static PowerReading ReadPower()
    {
        try
        {
            return OperatingSystem.IsLinux() ? LinuxPower.Read("/")
                : OperatingSystem.IsWindows() ? WindowsPower.Read()
                : OperatingSystem.IsMacOS() ? MacPower.Read()
                : PowerReading.Unknown("not read on this operating system");
        }
        catch (Exception exception) when (IsMissing(exception))
        {
            return PowerReading.Unknown(exception.GetType().Name);
        }
    }

    private static DeviceReading<T> Try<T>(Func<DeviceReading<T>> read)
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
