using System.Runtime.InteropServices;

namespace HybridInference.OnnxRuntime;

/// <summary>The heap of native code, from which ONNX Runtime takes its memory.</summary>
internal static partial class NativeHeap
{
    /// <summary>Gives back to the system what is free. The heap of glibc else keeps what a load has used on the way: once more what the weights take.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = TrimHeap(0);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, which keeps less.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int TrimHeap(nuint pad);
}
