namespace HybridInference;

/// <summary>Reads how full the batteries are, from 0 to 1.</summary>
internal static class BatteryReader
{
    public static DeviceReading<double> Read() =>
        OperatingSystem.IsLinux() ? new(new LinuxPowerSupply().ReadCharge(), LinuxPowerSupply.Source)
        : OperatingSystem.IsWindows() ? new(WindowsPowerSupply.ReadCharge(), WindowsPowerSupply.Source)
        : DeviceReading<double>.Unknown("not read on this operating system");
}
