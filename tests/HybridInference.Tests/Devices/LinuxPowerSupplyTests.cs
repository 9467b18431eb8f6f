namespace HybridInference.Tests.Devices;

public sealed class LinuxPowerSupplyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("power").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Discharging", null, "0", true)]
    [InlineData("Discharging", null, null, true)]
    [InlineData("Discharging", "System", "0", true)]
    [InlineData("Discharging", null, "1", false)]
    [InlineData("Charging", null, "1", false)]
    [InlineData("Full", null, null, false)]
    [InlineData("Discharging", "Device", null, null)]
    [InlineData("Discharging", "Device", "0", null)]
    [InlineData("Discharging", "Device", "1", false)]
    [InlineData(null, null, null, null)]
    public void IsOnBattery_Supplies_TellsWhatIsKnown(string? battery, string? scope, string? mains, bool? expected)
    {
        if (battery is not null)
        {
            Add("BAT0", ("type", "Battery"), ("status", battery), ("scope", scope));
        }

        if (mains is not null)
        {
            Add("AC", ("type", "Mains"), ("online", mains));
        }

        Assert.Equal(expected, new LinuxPowerSupply(_folder).IsOnBattery());
    }

    [Fact]
    public void IsOnBattery_NoSuchFolder_IsUnknown() => Assert.Null(new LinuxPowerSupply(Path.Combine(_folder, "none")).IsOnBattery());

    [Fact]
    public void ReadCharge_TwoBatteriesAndAMouse_GivesTheMeanOfTheTwo()
    {
        Add("BAT0", ("type", "Battery"), ("capacity", "100"));
        Add("BAT1", ("type", "Battery"), ("capacity", "50"));
        Add("mouse", ("type", "Battery"), ("capacity", "1"), ("scope", "Device"));

        Assert.Equal(0.75, new LinuxPowerSupply(_folder).ReadCharge());
    }

    [Fact]
    public void ReadCharge_NoBattery_IsUnknown()
    {
        Add("AC", ("type", "Mains"));

        Assert.Null(new LinuxPowerSupply(_folder).ReadCharge());
    }

    [Fact]
    public void SystemConditions_OnThisMachine_AnswerWithoutAnError()
    {
        Exception? thrown = Record.Exception(() => (SystemDeviceConditions.Instance.IsOnBattery, SystemDeviceConditions.Instance.IsNetworkMetered));

        Assert.Null(thrown);
    }

    private void Add(string supply, params (string Name, string? Value)[] properties)
    {
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(_folder, supply));
        foreach ((string name, string? value) in properties.Where(property => property.Value is not null))
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), value + "\n");
        }
    }
}
