using Microsoft.ML.OnnxRuntimeGenAI;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>The entry to ONNX Runtime GenAI. What is in this folder is all that knows its types.</summary>
internal static class NativeEngine
{
    /// <summary>Loads the model of a folder that was checked.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="executionProvider">Where the graph runs, or <see langword="null"/> for what the folder says.</param>
    /// <exception cref="ModelLoadException">ONNX Runtime GenAI cannot load it, or is not there.</exception>
    public static IGeneratorModel Load(ModelFolder folder, string? executionProvider)
    {
        TelemetryVariable.Set();
        try
        {
            return new NativeModel(CreateModel(folder, executionProvider));
        }
        catch (Exception exception) when (exception is OnnxRuntimeGenAIException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            string remedy = exception is OnnxRuntimeGenAIException
                ? ""
                : " Reference one of the native packages: Microsoft.ML.OnnxRuntimeGenAI, or its .Cuda, .DirectML or .QNN, in the version of the managed one.";
            throw new ModelLoadException(folder.Path, $"ONNX Runtime GenAI cannot load it: {exception.Message}{remedy}", exception);
        }
    }

    /// <summary>Tells whether an exception is the native library's.</summary>
    public static bool IsFailure(Exception exception) => exception is OnnxRuntimeGenAIException;

    private static Model CreateModel(ModelFolder folder, string? executionProvider)
    {
        if (executionProvider is null)
        {
            return new Model(folder.Path);
        }

        using var config = new Config(folder.Path);
        config.ClearProviders();
        if (!executionProvider.Equals("cpu", StringComparison.OrdinalIgnoreCase))
        {
            config.AppendProvider(executionProvider);
        }

        return new Model(config);
    }
}
