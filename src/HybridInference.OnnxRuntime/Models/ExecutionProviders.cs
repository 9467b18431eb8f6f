using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime;

/// <summary>The execution providers of ONNX Runtime that can be asked for by name. Each comes with a native library of its own.</summary>
internal static class ExecutionProviders
{
    private static readonly Dictionary<string, Action<SessionOptions>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cuda"] = options => options.AppendExecutionProvider_CUDA(),
        ["directml"] = options => options.AppendExecutionProvider_DML(),
        ["coreml"] = options => options.AppendExecutionProvider("CoreML"),
        ["qnn"] = options => options.AppendExecutionProvider("QNN"),
        ["openvino"] = options => options.AppendExecutionProvider("OpenVINO"),
    };

    /// <summary>Gets the names, for messages.</summary>
    public static string Names => string.Join(", ", Known.Keys);

    /// <summary>Gets whether there is a provider of a name, in whatever case.</summary>
    public static bool IsKnown(string name) => Known.ContainsKey(name);

    /// <summary>Asks for a provider; what it cannot do, the CPU does.</summary>
    /// <exception cref="ModelLoadException">The native library does not have the provider.</exception>
    public static void Append(string name, SessionOptions options, string modelFile)
    {
        try
        {
            Known[name](options);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or NotSupportedException)
        {
            throw new ModelLoadException(
                modelFile,
                $"ONNX Runtime on this machine has no execution provider '{name}'. Reference the package of Microsoft.ML.OnnxRuntime that has it. ({exception.Message})",
                exception);
        }
    }
}
