using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HybridInference;

/// <summary>Asks Windows for its power status (GetSystemPowerStatus, winbase.h).</summary>
internal static partial class WindowsPowerSupply
{
    public const string Source = "GetSystemPowerStatus";

    /// <summary>The size of SYSTEM_POWER_STATUS.</summary>
    private const int StatusSize = 12;

    /// <summary>Where the byte for the mains stands: 0 off line, 1 on line, 255 unknown.</summary>
    private const int Mains = 0;

    /// <summary>Where the byte for the charge stands: 0 to 100, 255 unknown or no battery.</summary>
    private const int Charge = 2;

    private const int Full = 100;

    [SupportedOSPlatform("windows")]
    public static bool? IsOnBattery()
    {
        Span<byte> status = stackalloc byte[StatusSize];
        return !TryRead(status) ? null : status[Mains] switch { 0 => true, 1 => false, _ => null };
    }

    /// <returns>From 0 to 1.</returns>
    [SupportedOSPlatform("windows")]
    public static double? ReadCharge()
    {
        Span<byte> status = stackalloc byte[StatusSize];
        return TryRead(status) && status[Charge] <= Full ? status[Charge] / (double)Full : null;
    }

    [SupportedOSPlatform("windows")]
    private static bool TryRead(Span<byte> status) => GetSystemPowerStatus(ref MemoryMarshal.GetReference(status)) != 0;

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetSystemPowerStatus(ref byte status);
}
