namespace HybridInference;

/// <summary>Reads how much memory the process may have at most: that of the machine, or the limits of its control groups if they are less.</summary>
internal static class TotalMemory
{
    private const long Kibibyte = 1024;
    private const string MemInfo = "/proc/meminfo";

    public static DeviceReading<long> Read() => OperatingSystem.IsLinux()
        ? ReadLinux("/")
        : new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, ".NET's garbage collector");

    /// <param name="root">The root of the file system, so that tests can make one.</param>
    public static DeviceReading<long> ReadLinux(string root)
    {
        string text = SystemText.TryRead(Path.Join(root, MemInfo)) ?? "";
        var total = new DeviceReading<long>(SystemText.FindNumber(text, "MemTotal") * Kibibyte, MemInfo);
        foreach (long limit in MemoryGroup.FindAll(root).Select(group => group.Limit).OfType<long>())
        {
            total = total.Value <= limit ? total : new(limit, "memory limit of the control group");
        }

        return total;
    }
}
