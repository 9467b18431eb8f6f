using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Reads what a Mac is powered by. The charge is not read.</summary>
internal static partial class MacPower
{
    private const string IOKit = "/System/Library/Frameworks/IOKit.framework/IOKit";
    private const string CoreFoundation = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";
    private const uint Utf8 = 0x08000100;
    private const int MaxNameLength = 64;

    public static PowerReading Read()
    {
        nint info = IOPSCopyPowerSourcesInfo();
        if (info == 0)
        {
            return PowerReading.Unknown($"{nameof(IOPSCopyPowerSourcesInfo)} gave nothing");
        }

        try
        {
            return new(new(IsBattery(IOPSGetProvidingPowerSourceType(info)), "IOKit"), DeviceReading<double>.Unknown("not read on macOS"));
        }
        finally
        {
            CFRelease(info);
        }
    }

    private static bool? IsBattery(nint name)
    {
        Span<byte> text = stackalloc byte[MaxNameLength];
        if (name == 0 || CFStringGetCString(name, ref MemoryMarshal.GetReference(text), MaxNameLength, Utf8) == 0)
        {
            return null;
        }

        return text.StartsWith("AC Power\0"u8) ? false : text.StartsWith("Battery Power\0"u8) ? true : null;
    }

    [LibraryImport(IOKit)]
    private static partial nint IOPSCopyPowerSourcesInfo();

    [LibraryImport(IOKit)]
    private static partial nint IOPSGetProvidingPowerSourceType(nint info);

    [LibraryImport(CoreFoundation)]
    private static partial byte CFStringGetCString(nint text, ref byte buffer, nint size, uint encoding);

    [LibraryImport(CoreFoundation)]
    private static partial void CFRelease(nint value);
}
