namespace HybridInference;

/// <summary>Reads how full the batteries are; on Linux from the files of the kernel (sysfs-class-power).</summary>
internal static class BatteryReader
{
    private const string Source = "/sys/class/power_supply";

    public static DeviceReading<double> Read() =>
        OperatingSystem.IsLinux() ? ReadLinux("/")
        : OperatingSystem.IsWindows() ? new(WindowsPowerSupply.ReadCharge(), WindowsPowerSupply.Source)
        : DeviceReading<double>.Unknown("not read on this operating system");

    /// <summary>Gives the mean of the batteries, from 0 to 1. The battery of a mouse has the scope of a device, and does not count.</summary>
    /// <param name="root">The root of the file system, so that tests can make one.</param>
    public static DeviceReading<double> ReadLinux(string root)
    {
        string folder = Path.Join(root, Source);
        long[] charges = Directory.Exists(folder)
            ? [.. Directory.EnumerateFileSystemEntries(folder).Where(IsBattery).Select(ChargeOf).OfType<long>()]
            : [];
        return charges.Length > 0 ? new(charges.Average() / 100, Source) : DeviceReading<double>.Unknown($"no battery in {Source}");
    }

    private static bool IsBattery(string supply) =>
        SystemText.TryRead(Path.Join(supply, "type")) == "Battery" && SystemText.TryRead(Path.Join(supply, "scope")) != "Device";

    private static long? ChargeOf(string battery) => SystemText.TryReadNumber(Path.Join(battery, "capacity"));
}
