namespace HybridInference;

/// <summary>Reads the power supplies of Linux: one folder each, with a file for each property (kernel documentation, sysfs-class-power).</summary>
/// <param name="folder">The folder of the folders.</param>
internal sealed class LinuxPowerSupply(string folder)
{
    /// <returns><see langword="null"/> when no supply tells, as in a container or on a machine without a battery.</returns>
    public bool? IsOnBattery()
    {
        try
        {
            return Directory.Exists(folder) ? Judge(Directory.GetDirectories(folder)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A supply that is plugged in decides. The battery of a mouse has the scope of a device, and does not count.</summary>
    private static bool? Judge(string[] supplies)
    {
        bool? isOnBattery = null;
        foreach (string supply in supplies)
        {
            switch (Read(supply, "type"))
            {
                case "Mains" or "USB" when Read(supply, "online") == "1":
                    return false;
                case "Battery" when Read(supply, "scope") != "Device" && Read(supply, "status") is { } status:
                    isOnBattery = isOnBattery == true || status == "Discharging";
                    break;
            }
        }

        return isOnBattery;
    }

    private static string? Read(string supply, string property)
    {
        string file = Path.Combine(supply, property);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
