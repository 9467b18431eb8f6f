using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>Keeps ONNX Runtime from writing a device id and from uploading usage events, which it does by default since 1.29.</summary>
internal static class OrtTelemetry
{
    private static readonly Lazy<bool> Disabled = new(DisableOnce);

    /// <summary>Switches telemetry off. Must come before the first use of any other ONNX Runtime type; later calls do nothing.</summary>
    public static void Disable() => _ = Disabled.Value;

    private static bool DisableOnce()
    {
        TelemetryVariable.Set();
        OrtEnv.Instance().DisableTelemetryEvents();
        return true;
    }
}
