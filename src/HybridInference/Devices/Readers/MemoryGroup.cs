namespace HybridInference;

/// <summary>A control group of Linux that limits the memory of this process.</summary>
/// <remarks>
/// The kernel's documentation: "memory.max" in admin-guide/cgroup-v2, "memory.limit_in_bytes" in admin-guide/cgroup-v1/memory.
/// </remarks>
/// <param name="Folder">The folder with the group's files.</param>
/// <param name="Files">Their names.</param>
internal readonly record struct MemoryGroup(string Folder, MemoryGroup.FileNames Files)
{
    private static readonly FileNames Version1 = new("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
    private static readonly FileNames Version2 = new("memory.max", "memory.current", "inactive_file");

    /// <summary>The most that the processes of the group may have together; <see langword="null"/> where it has no limit.</summary>
    public long? Limit => SystemText.TryReadNumber(Path.Join(Folder, Files.Limit));

    /// <summary>What is left of the limit. Pages of files that were not used lately count as free.</summary>
    public long? Free => Limit - SystemText.TryReadNumber(Path.Join(Folder, Files.Usage)) + InactiveFile is { } free ? Math.Max(0, free) : null;

    private long InactiveFile => SystemText.FindNumber(SystemText.TryRead(Path.Join(Folder, "memory.stat")) ?? "", Files.InactiveFile) ?? 0;

    /// <summary>Finds the groups of this process, and those that they are in: a group has no more than they.</summary>
    /// <remarks>A line is <c>0::/path</c> in version 2 of control groups, and <c>4:memory:/path</c> in version 1.</remarks>
    /// <param name="root">The root of the file system, so that tests can make one.</param>
    public static IEnumerable<MemoryGroup> FindAll(string root)
    {
        string groups = SystemText.TryRead(Path.Join(root, "proc/self/cgroup")) ?? "";
        return groups.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => line.Split(':', 3) switch
        {
            ["0", "", var path] => Climb(Path.Join(root, "sys/fs/cgroup"), path, Version2),
            [_, var controllers, var path] when controllers.Split(',').Contains("memory") => Climb(Path.Join(root, "sys/fs/cgroup/memory"), path, Version1),
            _ => [],
        });
    }

    /// <summary>In a container the path may be the host's, so that only its end is there.</summary>
    private static IEnumerable<MemoryGroup> Climb(string tree, string path, FileNames files)
    {
        for (string? group = path; group is not null; group = Path.GetDirectoryName(group))
        {
            yield return new(Path.Join(tree, group), files);
        }
    }

    /// <summary>The names under which a version of control groups tells a group's memory.</summary>
    internal readonly record struct FileNames(string Limit, string Usage, string InactiveFile);
}
