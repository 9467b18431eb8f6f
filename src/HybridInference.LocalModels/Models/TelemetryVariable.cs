using System.Runtime.InteropServices;

namespace HybridInference.LocalModels;

/// <summary>Sets <c>ORT_DISABLE_TELEMETRY</c> for native libraries.</summary>
/// <remarks>
/// ONNX Runtime, which ONNX Runtime GenAI has inside, reads it with the C library's <c>getenv</c> when it starts. On Linux and macOS
/// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> changes only the managed copy, so the C library is called directly.
/// </remarks>
internal static partial class TelemetryVariable
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Sets the variable. Must come before the first use of the native library.</summary>
    public static void Set()
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        if (OperatingSystem.IsWindows())
        {
            _ = SetCrtVariable(Variable, "1");
        }
        else
        {
            _ = SetLibcVariable(Variable, "1", 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetLibcVariable(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_putenv_s", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetCrtVariable(string name, string value);
}
