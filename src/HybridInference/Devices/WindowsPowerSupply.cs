using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HybridInference;

/// <summary>Asks Windows for its power status (GetSystemPowerStatus, winbase.h).</summary>
internal static partial class WindowsPowerSupply
{
    /// <summary>The size of SYSTEM_POWER_STATUS, whose first byte tells of the mains: 0 off line, 1 on line, 255 unknown.</summary>
    private const int StatusSize = 12;

    [SupportedOSPlatform("windows")]
    public static bool? IsOnBattery()
    {
        Span<byte> status = stackalloc byte[StatusSize];
        return GetSystemPowerStatus(ref MemoryMarshal.GetReference(status)) == 0
            ? null
            : status[0] switch { 0 => true, 1 => false, _ => null };
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetSystemPowerStatus(ref byte status);
}
