namespace HybridInference.Tests.Devices;

public sealed class LinuxMemoryTests : IDisposable
{
    private const string MemInfo = "MemTotal:        8000 kB\nMemFree:          100 kB\nMemAvailable:    5000 kB";

    private readonly SystemRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Read_NoGroup_GivesMemInfo()
    {
        _root.With("/proc/meminfo", MemInfo);

        MemoryReading memory = LinuxMemory.Read(_root.Path);

        Assert.Equal(new(8000 * 1024, "/proc/meminfo"), memory.Total);
        Assert.Equal(new(5000 * 1024, "/proc/meminfo"), memory.Available);
    }

    [Fact]
    public void Read_NothingThere_IsUnknown()
    {
        MemoryReading memory = LinuxMemory.Read(_root.Path);

        Assert.Null(memory.Total.Value);
        Assert.Null(memory.Available.Value);
    }

    [Theory]
    [InlineData("/sys/fs/cgroup/app", "/app")]
    [InlineData("/sys/fs/cgroup", "/app")]
    [InlineData("/sys/fs/cgroup/outer", "/outer/inner")]
    public void Read_SecondVersionGroup_LimitsAndCountsCacheAsAvailable(string folder, string group)
    {
        _root.With("/proc/meminfo", MemInfo).With("/proc/self/cgroup", $"0::{group}")
            .With(folder + "/memory.max", "1000000").With(folder + "/memory.current", "700000")
            .With(folder + "/memory.stat", "anon 600000\ninactive_file 50000\nactive_file 50000");

        MemoryReading memory = LinuxMemory.Read(_root.Path);

        Assert.Equal(1_000_000, memory.Total.Value);
        Assert.Equal(350_000, memory.Available.Value);
        Assert.Contains("control group", memory.Available.Source);
    }

    [Fact]
    public void Read_FirstVersionGroup_Limits()
    {
        _root.With("/proc/meminfo", MemInfo).With("/proc/self/cgroup", "5:cpu,cpuacct:/x\n4:memory:/x\n0::/")
            .With("/sys/fs/cgroup/memory/x/memory.limit_in_bytes", "2000000").With("/sys/fs/cgroup/memory/x/memory.usage_in_bytes", "500000")
            .With("/sys/fs/cgroup/memory/x/memory.stat", "inactive_file 7\ntotal_inactive_file 100000");

        Assert.Equal(1_600_000, LinuxMemory.Read(_root.Path).Available.Value);
    }

    [Theory]
    [InlineData("max")]
    [InlineData("9223372036854771712")]
    public void Read_GroupWithoutLimit_GivesMemInfo(string limit)
    {
        _root.With("/proc/meminfo", MemInfo).With("/proc/self/cgroup", "0::/")
            .With("/sys/fs/cgroup/memory.max", limit).With("/sys/fs/cgroup/memory.current", "500000");

        Assert.Equal(5000 * 1024, LinuxMemory.Read(_root.Path).Available.Value);
    }

    [Fact]
    public void Read_SeveralGroups_LeastCounts()
    {
        _root.With("/proc/meminfo", MemInfo).With("/proc/self/cgroup", "0::/a/b")
            .With("/sys/fs/cgroup/a/b/memory.max", "900000").With("/sys/fs/cgroup/a/b/memory.current", "0")
            .With("/sys/fs/cgroup/a/memory.max", "1000000").With("/sys/fs/cgroup/a/memory.current", "800000");

        MemoryReading memory = LinuxMemory.Read(_root.Path);

        Assert.Equal((900_000, 200_000), (memory.Total.Value, memory.Available.Value));
    }

    [Fact]
    public void Read_UsageAboveLimit_LeavesNothing()
    {
        _root.With("/proc/meminfo", MemInfo).With("/proc/self/cgroup", "0::/")
            .With("/sys/fs/cgroup/memory.max", "1000").With("/sys/fs/cgroup/memory.current", "2000");

        Assert.Equal(0, LinuxMemory.Read(_root.Path).Available.Value);
    }
}
