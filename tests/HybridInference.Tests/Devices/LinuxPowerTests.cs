namespace HybridInference.Tests.Devices;

public sealed class LinuxPowerTests : IDisposable
{
    private readonly SystemRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Read_NoSupply_IsUnknown()
    {
        PowerReading power = LinuxPower.Read(_root.Path);

        Assert.Null(power.OnBattery.Value);
        Assert.Null(power.Charge.Value);
    }

    [Theory]
    [InlineData("1", "Charging", false)]
    [InlineData("1", "Discharging", false)]
    [InlineData("0", "Discharging", true)]
    [InlineData("0", "Full", false)]
    public void Read_MainsAndBattery_MainsDecides(string online, string status, bool expected)
    {
        Supply("AC", "Mains").With("/sys/class/power_supply/AC/online", online);
        Battery("BAT0", status, 40);

        PowerReading power = LinuxPower.Read(_root.Path);

        Assert.Equal(expected, power.OnBattery.Value);
        Assert.Equal(0.4, power.Charge.Value);
    }

    [Fact]
    public void Read_TwoBatteries_GivesTheMeanCharge()
    {
        Battery("BAT0", "Full", 100);
        Battery("BAT1", "Discharging", 50);

        PowerReading power = LinuxPower.Read(_root.Path);

        Assert.True(power.OnBattery.Value);
        Assert.Equal(0.75, power.Charge.Value);
    }

    [Fact]
    public void Read_BatteryOfAMouse_DoesNotCount()
    {
        Battery("mouse", "Discharging", 20);
        _root.With("/sys/class/power_supply/mouse/scope", "Device");

        Assert.Null(LinuxPower.Read(_root.Path).OnBattery.Value);
    }

    private void Battery(string name, string status, int capacity) => Supply(name, "Battery")
        .With($"/sys/class/power_supply/{name}/status", status).With($"/sys/class/power_supply/{name}/capacity", $"{capacity}");

    private SystemRoot Supply(string name, string type) => _root.With($"/sys/class/power_supply/{name}/type", type);
}
