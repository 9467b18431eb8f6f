namespace HybridInference.Tests.Devices;

public sealed class DeviceMemoryTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hybrid-memory");

    [Fact]
    public void Default_ThisMachine_HasSome()
    {
        long? available = DeviceMemory.Default.GetAvailableBytes();

        Assert.InRange(available ?? 0, 1, 1L << 50);
    }

    [Fact]
    public void Linux_NoGroup_IsWhatTheKernelSays()
    {
        Write("proc/meminfo", "MemTotal:  2000 kB\nMemFree:  100 kB\nMemAvailable:    1000 kB\n");

        Assert.Equal(1000 * 1024, Read());
    }

    [Fact]
    public void Linux_NothingToRead_IsUnknown() => Assert.Null(Read());

    [Theory]
    [InlineData("max", 1_024_000)]
    [InlineData("900000", 900_000 - 500_000 + 100_000)]
    [InlineData("300000", 0)]
    public void Linux_GroupOfVersion2_LimitsIt(string limit, long expected)
    {
        Write("proc/meminfo", "MemAvailable: 1000 kB\n");
        Write("proc/self/cgroup", "0::/outer/inner\n");
        Write("sys/fs/cgroup/outer/memory.max", limit + "\n");
        Write("sys/fs/cgroup/outer/memory.current", "500000\n");
        Write("sys/fs/cgroup/outer/memory.stat", "anon 400000\ninactive_file 100000\n");
        Write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
        Write("sys/fs/cgroup/outer/inner/memory.current", "500000\n");

        Assert.Equal(expected, Read());
    }

    [Theory]
    [InlineData("9223372036854771712", 1_024_000)]
    [InlineData("900000", 900_000 - 500_000 + 100_000)]
    public void Linux_GroupOfVersion1_LimitsIt(string limit, long expected)
    {
        Write("proc/meminfo", "MemAvailable: 1000 kB\n");
        Write("proc/self/cgroup", "5:cpu,cpuacct:/box\n4:hugetlb,memory:/box\n1:name=systemd:/box\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", limit + "\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "500000\n");
        Write("sys/fs/cgroup/memory/memory.stat", "cache 400000\ntotal_inactive_file 100000\n");

        Assert.Equal(expected, Read());
    }

    public void Dispose() => _root.Delete(recursive: true);

    private long? Read() => new LinuxMemory(_root.FullName).GetAvailableBytes();

    private void Write(string file, string text)
    {
        string path = Path.Join(_root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
