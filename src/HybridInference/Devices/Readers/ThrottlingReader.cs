namespace HybridInference;

/// <summary>Reads whether heat slows the processors down.</summary>
internal static class ThrottlingReader
{
    private const string Source = "/sys/class/thermal";

    public static DeviceReading<bool> Read() =>
        OperatingSystem.IsLinux() ? ReadLinux("/")
        : OperatingSystem.IsMacOS() ? new(MacThermalState.IsThrottled(), MacThermalState.Source)
        : DeviceReading<bool>.Unknown("not told by this operating system");

    /// <summary>Reads the cooling devices that slow processors down: one that is at work has a state above 0.</summary>
    /// <param name="root">The root of the file system, so that tests can make one.</param>
    public static DeviceReading<bool> ReadLinux(string root)
    {
        string folder = Path.Combine(root, "sys", "class", "thermal");
        long[] states = Directory.Exists(folder)
            ? [.. Directory.EnumerateFileSystemEntries(folder, "cooling_device*").Where(SlowsProcessors).Select(StateOf)]
            : [];
        return states.Length > 0 ? new(states.Any(state => state > 0), Source) : DeviceReading<bool>.Unknown($"no cooling device of a processor in {Source}");
    }

    private static long StateOf(string device) => SystemText.TryReadNumber(Path.Combine(device, "cur_state")) ?? 0;

    private static bool SlowsProcessors(string device)
    {
        string type = SystemText.TryRead(Path.Combine(device, "type")) ?? "";
        return type is "Processor" or "intel_powerclamp" || type.StartsWith("cpufreq", StringComparison.Ordinal) || type.StartsWith("thermal-cpufreq", StringComparison.Ordinal);
    }
}
