namespace HybridInference.Tests.Devices;

public sealed class TotalMemoryTests : IDisposable
{
    private readonly SystemRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void ReadLinux_NoGroup_GivesMemInfo()
    {
        WithMachine();

        Assert.Equal(new(8000 * 1024, "/proc/meminfo"), TotalMemory.ReadLinux(_root.Path));
    }

    [Fact]
    public void ReadLinux_NothingThere_IsUnknown() => Assert.Null(TotalMemory.ReadLinux(_root.Path).Value);

    [Theory]
    [InlineData("0::/app", "/sys/fs/cgroup/app/memory.max")]
    [InlineData("0::/app", "/sys/fs/cgroup/memory.max")]
    [InlineData("0::/outer/inner", "/sys/fs/cgroup/outer/memory.max")]
    [InlineData("5:cpu,cpuacct:/x\n4:memory:/x\n0::/", "/sys/fs/cgroup/memory/x/memory.limit_in_bytes")]
    public void ReadLinux_LimitOfAGroup_IsTheTotal(string groups, string file)
    {
        WithMachine().With("/proc/self/cgroup", groups).With(file, "1000000");

        DeviceReading<long> total = TotalMemory.ReadLinux(_root.Path);

        Assert.Equal(1_000_000, total.Value);
        Assert.Contains("control group", total.Source);
    }

    [Theory]
    [InlineData("max")]
    [InlineData("9223372036854771712")]
    public void ReadLinux_GroupWithoutLimit_GivesMemInfo(string limit)
    {
        WithMachine().With("/proc/self/cgroup", "0::/").With("/sys/fs/cgroup/memory.max", limit);

        Assert.Equal(8000 * 1024, TotalMemory.ReadLinux(_root.Path).Value);
    }

    private SystemRoot WithMachine() => _root.With("/proc/meminfo", "MemTotal:        8000 kB\nMemAvailable:    5000 kB");
}
