using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>The devices that ONNX Runtime finds on this machine.</summary>
public static class OnnxAccelerators
{
    /// <summary>Reads the devices through ONNX Runtime's device API.</summary>
    /// <returns>The devices with the execution provider of each; empty where the native library is missing or cannot tell.</returns>
    public static IReadOnlyList<DeviceAccelerator> Read()
    {
        try
        {
            OrtTelemetry.Disable();
            return [.. OrtEnv.Instance().GetEpDevices().Select(Describe)];
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or TypeInitializationException or TypeLoadException or NotSupportedException)
        {
            return [];
        }
    }

    private static DeviceAccelerator Describe(OrtEpDevice device)
    {
        OrtHardwareDevice hardware = device.HardwareDevice;
        return new(device.EpName, hardware.Type.ToString(), hardware.Vendor);
    }
}
