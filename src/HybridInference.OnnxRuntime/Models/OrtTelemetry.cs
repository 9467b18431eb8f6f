using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Keeps ONNX Runtime from writing a device id and from uploading usage events, which it does by default since 1.29.</summary>
/// <remarks>
/// The native library reads <c>ORT_DISABLE_TELEMETRY</c> with the C library's <c>getenv</c> when it starts. On Linux and macOS
/// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> changes only the managed copy, so the C library is called directly.
/// </remarks>
internal static partial class OrtTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<bool> Disabled = new(DisableOnce);

    /// <summary>Switches telemetry off. Must come before the first use of any other ONNX Runtime type; later calls do nothing.</summary>
    public static void Disable() => _ = Disabled.Value;

    private static bool DisableOnce()
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

        OrtEnv.Instance().DisableTelemetryEvents();
        return true;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetLibcVariable(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_putenv_s", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetCrtVariable(string name, string value);
}
