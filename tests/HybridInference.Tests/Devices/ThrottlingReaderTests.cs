namespace HybridInference.Tests.Devices;

public sealed class ThrottlingReaderTests : IDisposable
{
    private readonly SystemRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("Processor", "0", false)]
    [InlineData("Processor", "3", true)]
    [InlineData("intel_powerclamp", "-1", false)]
    [InlineData("thermal-cpufreq-0", "1", true)]
    [InlineData("Fan", "5", null)]
    public void ReadLinux_CoolingDevice_TellsWhetherItIsAtWork(string type, string state, bool? expected)
    {
        _root.With("/sys/class/thermal/cooling_device0/type", type).With("/sys/class/thermal/cooling_device0/cur_state", state)
            .With("/sys/class/thermal/thermal_zone0/type", "x86_pkg_temp");

        Assert.Equal(expected, ThrottlingReader.ReadLinux(_root.Path).Value);
    }

    [Fact]
    public void ReadLinux_NothingThere_IsUnknown() => Assert.Null(ThrottlingReader.ReadLinux(_root.Path).Value);
}
