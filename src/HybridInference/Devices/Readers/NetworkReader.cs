namespace HybridInference;

/// <summary>Reads whether the network costs by volume.</summary>
internal static class NetworkReader
{
    /// <exception cref="DllNotFoundException">The system lacks the library that tells.</exception>
    public static DeviceReading<bool> Read() =>
        OperatingSystem.IsLinux() ? LinuxNetworkManager.Read()
        : OperatingSystem.IsWindows() ? WindowsNetworkCost.Read()
        : DeviceReading<bool>.Unknown("not told by this operating system without watching it");
}
