namespace HybridInference;

/// <summary>The memory of this device, as its operating system tells it.</summary>
public static class DeviceMemory
{
    /// <summary>
    /// Gets the memory of Linux (<c>MemAvailable</c> and the limits of control groups), Windows (<c>GlobalMemoryStatusEx</c>) or macOS
    /// (<c>host_statistics64</c>). On other systems nothing is known.
    /// </summary>
    public static IDeviceMemory Default { get; } =
        OperatingSystem.IsLinux() ? new LinuxMemory()
        : OperatingSystem.IsWindows() ? new WindowsMemory()
        : OperatingSystem.IsMacOS() ? new MacMemory()
        : new UnknownMemory();
}
