namespace HybridInference;

/// <summary>Reads the memory of a Linux machine, or what the process' control groups leave of it (a container's limit).</summary>
/// <remarks>The kernel's documentation: "MemAvailable" in filesystems/proc. Pages of files that were not used lately count as free.</remarks>
/// <param name="root">The folder that holds <c>proc</c> and <c>sys</c>.</param>
internal sealed class LinuxMemory(string root = "/") : IDeviceMemory
{
    public long? GetAvailableBytes()
    {
        long? available = SystemText.FindNumber(SystemText.TryRead(Path.Join(root, "proc/meminfo")) ?? "", "MemAvailable") * 1024;
        foreach (MemoryGroup group in MemoryGroup.FindAll(root))
        {
            available = Smaller(available, group.Free);
        }

        return available;
    }

    /// <summary>What is not known does not limit.</summary>
    private static long? Smaller(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
