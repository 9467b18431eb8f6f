using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HybridInference;

/// <summary>Asks macOS for the time that is left on the current source of power (IOPSGetTimeRemainingEstimate, IOPowerSources.h).</summary>
internal static partial class MacPowerSupply
{
    /// <summary>kIOPSTimeRemainingUnlimited: the source has no limit. Any other value, also -1 for not known yet, is of a limited one.</summary>
    private const double Unlimited = -2;

    [SupportedOSPlatform("macos")]
    public static bool? IsOnBattery()
    {
        try
        {
            return GetTimeRemainingEstimate() != Unlimited;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("/System/Library/Frameworks/IOKit.framework/IOKit", EntryPoint = "IOPSGetTimeRemainingEstimate")]
    private static partial double GetTimeRemainingEstimate();
}
