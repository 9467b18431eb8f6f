namespace HybridInference;

/// <summary>Reads the power supplies of Linux: one folder each, with a file for each property (kernel documentation, sysfs-class-power).</summary>
/// <param name="folder">The folder of the folders.</param>
internal sealed class LinuxPowerSupply(string folder = LinuxPowerSupply.Source)
{
    public const string Source = "/sys/class/power_supply";

    /// <returns><see langword="null"/> when no supply tells, as in a container or on a machine without a battery.</returns>
    public bool? IsOnBattery()
    {
        bool? isOnBattery = null;
        foreach (string supply in FindSupplies())
        {
            // One that is plugged in decides.
            if (Read(supply, "type") is "Mains" or "USB" && Read(supply, "online") == "1")
            {
                return false;
            }

            if (IsBattery(supply) && Read(supply, "status") is { } status)
            {
                isOnBattery = isOnBattery == true || status == "Discharging";
            }
        }

        return isOnBattery;
    }

    /// <returns>The mean of the batteries, from 0 to 1.</returns>
    public double? ReadCharge()
    {
        long[] charges = [.. FindSupplies().Where(IsBattery).Select(battery => SystemText.TryReadNumber(Path.Join(battery, "capacity"))).OfType<long>()];
        return charges.Length > 0 ? charges.Average() / 100 : null;
    }

    private string[] FindSupplies()
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The battery of a mouse has the scope of a device, and does not count.</summary>
    private static bool IsBattery(string supply) => Read(supply, "type") == "Battery" && Read(supply, "scope") != "Device";

    private static string? Read(string supply, string property) => SystemText.TryRead(Path.Join(supply, property));
}
