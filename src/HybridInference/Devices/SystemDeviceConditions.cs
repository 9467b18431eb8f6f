namespace HybridInference;

/// <summary>Asks the operating system.</summary>
internal sealed class SystemDeviceConditions : IDeviceConditions
{
    public static readonly SystemDeviceConditions Instance = new();

    private static readonly LinuxPowerSupply Linux = new();
    private static readonly SystemNetworkCost Network = new(NetworkReader.Read, TimeProvider.System);

    public bool? IsNetworkMetered => Network.IsMetered;

    public bool? IsOnBattery =>
        OperatingSystem.IsLinux() ? Linux.IsOnBattery()
        : OperatingSystem.IsWindows() ? WindowsPowerSupply.IsOnBattery()
        : OperatingSystem.IsMacOS() ? MacPowerSupply.IsOnBattery()
        : null;
}
