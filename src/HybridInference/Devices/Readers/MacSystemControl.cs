using System.Runtime.InteropServices;

namespace HybridInference;

/// <summary>Reads whole numbers that macOS tells by name.</summary>
internal static partial class MacSystemControl
{
    /// <summary>Reads a number, or gives <see langword="null"/> when there is none of that name.</summary>
    public static long? Read(string name)
    {
        long value = 0;
        nint length = sizeof(long);
        return sysctlbyname(name, ref value, ref length, 0, 0) == 0 ? value : null;
    }

    [LibraryImport("libSystem", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sysctlbyname(string name, ref long value, ref nint length, nint newValue, nint newLength);
}
