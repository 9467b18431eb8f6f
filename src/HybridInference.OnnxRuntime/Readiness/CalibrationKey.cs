using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>
/// Makes the key of what a measurement holds for: the processors, the operating system with its drivers, ONNX Runtime and what it runs on,
/// the files of the model by name, size and time, and the engine's settings.
/// </summary>
internal static class CalibrationKey
{
    public static string Of(string modelPath, EngineSettings settings)
    {
        OrtTelemetry.Disable();
        string[] parts =
        [
            $"{Environment.ProcessorCount} processors, {DeviceProbe.InstructionSets.Value}, {RuntimeInformation.ProcessArchitecture}",
            RuntimeInformation.OSDescription,
            $"{OrtEnv.Instance().GetVersionString()} {string.Join(' ', OnnxAccelerators.Read())}",
            settings.ToString(),
            FileStamp.OfAll(modelPath),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
