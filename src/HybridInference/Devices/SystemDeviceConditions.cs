namespace HybridInference;

/// <summary>Asks the operating system. No system tells what a network costs without a component of its own, so that is unknown.</summary>
internal sealed class SystemDeviceConditions : IDeviceConditions
{
    public static readonly SystemDeviceConditions Instance = new();

    private static readonly LinuxPowerSupply Linux = new("/sys/class/power_supply");

    public bool? IsNetworkMetered => null;

    public bool? IsOnBattery =>
        OperatingSystem.IsLinux() ? Linux.IsOnBattery()
        : OperatingSystem.IsWindows() ? WindowsPowerSupply.IsOnBattery()
        : OperatingSystem.IsMacOS() ? MacPowerSupply.IsOnBattery()
        : null;
}
