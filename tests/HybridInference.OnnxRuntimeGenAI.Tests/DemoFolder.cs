namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>The repository's own model, in the layout of ONNX Runtime GenAI.</summary>
internal static class DemoFolder
{
    public static string Path { get; } = System.IO.Path.Combine(FindRepository(), "src", "HybridInference.DemoModel", "model");

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "HybridInference.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder ?? AppContext.BaseDirectory;
    }
}
