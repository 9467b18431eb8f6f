namespace HybridInference;

/// <summary>Reads the power supplies of a Linux machine.</summary>
/// <remarks>
/// A battery of a device such as a mouse has the scope "Device" and does not count. A machine with a mains supply that is not online runs
/// on battery; so does one without any mains supply whose battery discharges. A machine without either file cannot be told from one
/// whose kernel has no driver: unknown.
/// </remarks>
internal static class LinuxPower
{
    private const string Source = "/sys/class/power_supply";

    /// <param name="root">The root of the file system, so that tests can make one.</param>
    public static PowerReading Read(string root)
    {
        string folder = Path.Combine(root, "sys", "class", "power_supply");
        string[] supplies = Directory.Exists(folder)
            ? [.. Directory.EnumerateFileSystemEntries(folder).Where(supply => SystemText.TryRead(Path.Combine(supply, "scope")) != "Device")]
            : [];
        string[] batteries = [.. supplies.Where(supply => TypeOf(supply) == "Battery")];
        string[] mains = [.. supplies.Where(supply => TypeOf(supply) is "Mains" or "USB" or "Wireless")];
        return supplies.Length == 0
            ? PowerReading.Unknown($"nothing in {Source}")
            : new(new(IsOnBattery(batteries, mains), Source), new(ChargeOf(batteries), Source));
    }

    private static bool? IsOnBattery(string[] batteries, string[] mains)
    {
        if (mains.Any(supply => SystemText.TryReadNumber(Path.Combine(supply, "online")) == 1))
        {
            return false;
        }

        return batteries.Length > 0 ? batteries.Any(battery => SystemText.TryRead(Path.Combine(battery, "status")) == "Discharging") : null;
    }

    /// <summary>The mean of what the batteries tell in percent.</summary>
    private static double? ChargeOf(string[] batteries) =>
        batteries.Average(battery => SystemText.TryReadNumber(Path.Combine(battery, "capacity"))) / 100;

    private static string? TypeOf(string supply) => SystemText.TryRead(Path.Combine(supply, "type"));
}
