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
        foreach (long limit in GroupLimits(root))
        {
            total = total.Value <= limit ? total : new(limit, "memory limit of the control group");
        }

        return total;
    }

    /// <summary>A line is <c>0::/path</c> in version 2 of control groups, and <c>4:memory:/path</c> in version 1.</summary>
    private static IEnumerable<long> GroupLimits(string root)
    {
        string groups = SystemText.TryRead(Path.Join(root, "proc/self/cgroup")) ?? "";
        return groups.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => line.Split(':', 3) switch
        {
            ["0", "", var path] => Climb(Path.Join(root, "sys/fs/cgroup"), path, "memory.max"),
            [_, var controllers, var path] when controllers.Split(',').Contains("memory") =>
                Climb(Path.Join(root, "sys/fs/cgroup/memory"), path, "memory.limit_in_bytes"),
            _ => [],
        });
    }

    /// <summary>A container may see its own group as the root of the tree, so that the path leads nowhere and only the root is read.</summary>
    private static IEnumerable<long> Climb(string tree, string path, string file)
    {
        for (string? group = path; group is not null; group = Path.GetDirectoryName(group))
        {
            if (SystemText.TryReadNumber(Path.Join(tree, group, file)) is { } limit)
            {
                yield return limit;
            }
        }
    }
}
