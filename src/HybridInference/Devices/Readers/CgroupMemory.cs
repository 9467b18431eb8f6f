namespace HybridInference;

/// <summary>The memory limit of one control group and how much of it can still be taken, in bytes.</summary>
/// <remarks>By the kernel's documentation of the memory controller: what is used, less the file cache that the kernel gives back first.</remarks>
internal readonly record struct CgroupMemory(long Limit, long Available)
{
    /// <summary>Reads the groups that the process is in, of both versions, from the innermost outwards. Those without a limit are left out.</summary>
    public static IEnumerable<CgroupMemory> ReadAll(string root)
    {
        string groups = SystemText.TryRead(Path.Combine(root, "proc", "self", "cgroup")) ?? "";
        foreach (string line in groups.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(':', 3);
            IEnumerable<CgroupMemory> found = parts switch
            {
                ["0", "", var path] => Climb(Path.Combine(root, "sys", "fs", "cgroup"), path, "memory.max", "memory.current", "inactive_file"),
                [_, var controllers, var path] when controllers.Split(',').Contains("memory") => Climb(
                    Path.Combine(root, "sys", "fs", "cgroup", "memory"), path, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
                _ => [],
            };
            foreach (CgroupMemory group in found)
            {
                yield return group;
            }
        }
    }

    /// <summary>A container may see its own group as the root of the tree, so that the path leads nowhere and only the root is read.</summary>
    private static IEnumerable<CgroupMemory> Climb(string tree, string path, string limitFile, string usageFile, string cacheName)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int depth = parts.Length; depth >= 0; depth--)
        {
            string folder = Path.Combine([tree, .. parts.Take(depth)]);
            if (SystemText.TryReadNumber(Path.Combine(folder, limitFile)) is { } limit
                && SystemText.TryReadNumber(Path.Combine(folder, usageFile)) is { } usage)
            {
                long cache = SystemText.FindNumber(SystemText.TryRead(Path.Combine(folder, "memory.stat")) ?? "", cacheName) ?? 0;
                yield return new(limit, Math.Max(0, limit - usage + cache));
            }
        }
    }
}
