namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Real model folders: the repository's own demo model and the synthetic ones of the shared data.</summary>
internal static class ModelFolders
{
    public const string Demo = "demo";

    /// <summary>A trained model in the Hugging Face layout whose cache grows by concatenation, like the next.</summary>
    public const string Stories260K = "stories260k";

    public const string TinyStories656K = "tinystories-656k";

    /// <summary>A random model in the Hugging Face layout with external data.</summary>
    public const string HuggingFace = "tiny-hf-onnx-community";

    /// <summary>Finds a folder by its name; the test skips where it is absent.</summary>
    public static string Require(string name)
    {
        if (name is Stories260K or TinyStories656K)
        {
            return TestData.Require("models", name);
        }

        if (name != Demo)
        {
            return TestData.Require("models", "synthetic", name);
        }

        string path = Path.Combine(TestData.RepositoryRoot(), "src", "HybridInference.DemoModel", "model");
        Assert.SkipUnless(Directory.Exists(path), $"The demo model is absent: {path}");
        return path;
    }
}
