namespace HybridInference;

/// <summary>Reads the memory of a Linux machine and the limits of the process's control groups, whichever is less.</summary>
internal static class LinuxMemory
{
    private const long Kibibyte = 1024;
    private const string MemInfo = "/proc/meminfo";

    /// <param name="root">The root of the file system, so that tests can make one.</param>
    public static MemoryReading Read(string root)
    {
        string text = SystemText.TryRead(Path.Combine(root, "proc", "meminfo")) ?? "";
        var total = new DeviceReading<long>(SystemText.FindNumber(text, "MemTotal") * Kibibyte, MemInfo);
        var available = new DeviceReading<long>(SystemText.FindNumber(text, "MemAvailable") * Kibibyte, MemInfo);
        foreach (CgroupMemory group in CgroupMemory.ReadAll(root))
        {
            total = Less(total, group.Limit);
            available = Less(available, group.Available);
        }

        return new(total, available);
    }

    private static DeviceReading<long> Less(DeviceReading<long> reading, long limit) =>
        reading.Value is { } value && value <= limit ? reading : new(limit, "memory limit of the control group");
}
