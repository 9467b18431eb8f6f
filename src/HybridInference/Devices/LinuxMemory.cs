using System.Globalization;

namespace HybridInference;

/// <summary>Reads the memory of a Linux machine, or what the process' control groups leave of it (a container's limit).</summary>
/// <remarks>
/// The kernel's documentation: "MemAvailable" in filesystems/proc, "memory.max" in admin-guide/cgroup-v2, "memory.limit_in_bytes" in
/// admin-guide/cgroup-v1/memory. Pages of files that were not used lately count as free, as in MemAvailable.
/// </remarks>
/// <param name="root">The folder that holds <c>proc</c> and <c>sys</c>.</param>
internal sealed class LinuxMemory(string root = "/") : IDeviceMemory
{
    private static readonly CgroupFiles Version1 = new("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
    private static readonly CgroupFiles Version2 = new("memory.max", "memory.current", "inactive_file");

    public long? GetAvailableBytes() =>
        Smaller(ReadNumber(Path.Join(root, "proc/meminfo"), "MemAvailable:") * 1024, FindRoomOfGroups());

    /// <summary>A line is <c>0::/path</c> in version 2, and <c>4:memory:/path</c> in version 1.</summary>
    private long? FindRoomOfGroups()
    {
        long? room = null;
        foreach (string line in ReadLines(Path.Join(root, "proc/self/cgroup")))
        {
            room = line.Split(':', 3) switch
            {
                ["0", "", var path] => Smaller(room, FindRoom("sys/fs/cgroup", path, Version2)),
                [_, var controllers, var path] when controllers.Split(',').Contains("memory") => Smaller(room, FindRoom("sys/fs/cgroup/memory", path, Version1)),
                _ => room,
            };
        }

        return room;
    }

    /// <summary>A group has no more than the groups that it is in. In a container the path may be the host's, so that only its end is there.</summary>
    private long? FindRoom(string mount, string path, CgroupFiles files)
    {
        long? room = null;
        for (string? group = path; group is not null; group = Path.GetDirectoryName(group))
        {
            string folder = Path.Join(root, mount, group);
            long? free = ReadNumber(Path.Join(folder, files.Limit)) - ReadNumber(Path.Join(folder, files.Usage))
                + (ReadNumber(Path.Join(folder, "memory.stat"), files.InactiveFile) ?? 0);
            room = Smaller(room, free is { } bytes ? Math.Max(0, bytes) : null);
        }

        return room;
    }

    /// <summary>Reads the number after a word at the beginning of a line, or the first number of a file.</summary>
    private static long? ReadNumber(string file, string? word = null)
    {
        foreach (string line in ReadLines(file))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (word is null || (parts.Length > 1 && parts[0] == word))
            {
                return long.TryParse(parts.ElementAtOrDefault(word is null ? 0 : 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
            }
        }

        return null;
    }

    private static string[] ReadLines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What is not known does not limit.</summary>
    private static long? Smaller(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    /// <summary>The names under which a version of control groups tells a group's memory.</summary>
    private readonly record struct CgroupFiles(string Limit, string Usage, string InactiveFile);
}
