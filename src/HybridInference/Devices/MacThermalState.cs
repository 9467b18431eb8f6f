using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HybridInference;

/// <summary>Asks macOS how warm the machine is (thermalState of NSProcessInfo, Foundation).</summary>
internal static partial class MacThermalState
{
    public const string Source = "NSProcessInfo";

    /// <summary>NSProcessInfoThermalStateSerious: the system slows itself down. Below it are nominal (0) and fair (1), above it critical (3).</summary>
    private const nint Serious = 2;

    private const string Runtime = "/usr/lib/libobjc.A.dylib";

    /// <exception cref="DllNotFoundException">There is no Objective-C runtime.</exception>
    [SupportedOSPlatform("macos")]
    public static bool IsThrottled()
    {
        _ = NativeLibrary.Load("/System/Library/Frameworks/Foundation.framework/Foundation");
        nint process = objc_msgSend(objc_getClass("NSProcessInfo"), sel_registerName("processInfo"));
        return objc_msgSend(process, sel_registerName("thermalState")) >= Serious;
    }

    [LibraryImport(Runtime, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint objc_getClass(string name);

    [LibraryImport(Runtime, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint sel_registerName(string name);

    [LibraryImport(Runtime)]
    private static partial nint objc_msgSend(nint receiver, nint selector);
}
