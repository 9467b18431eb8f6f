namespace HybridInference.Tests.Devices;

public sealed class BatteryReaderTests : IDisposable
{
    private readonly SystemRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void ReadLinux_NoBattery_IsUnknown()
    {
        _root.With("/sys/class/power_supply/AC/type", "Mains");

        Assert.Null(BatteryReader.ReadLinux(_root.Path).Value);
    }

    [Fact]
    public void ReadLinux_TwoBatteriesAndAMouse_GivesTheMeanOfTheTwo()
    {
        Battery("BAT0", 100);
        Battery("BAT1", 50);
        Battery("mouse", 1);
        _root.With("/sys/class/power_supply/mouse/scope", "Device");

        Assert.Equal(0.75, BatteryReader.ReadLinux(_root.Path).Value);
    }

    private void Battery(string name, int capacity) => _root
        .With($"/sys/class/power_supply/{name}/type", "Battery").With($"/sys/class/power_supply/{name}/capacity", $"{capacity}");
}
