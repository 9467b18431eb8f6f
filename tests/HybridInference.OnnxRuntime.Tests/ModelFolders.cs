namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Real model folders: the repository's own demo model and the synthetic ones of the shared data.</summary>
internal static class ModelFolders
{
    public const string Demo = "demo";

    /// <summary>Finds a folder by its name; the test skips where it is absent.</summary>
    public static string Require(string name)
    {
        if (name != Demo)
        {
            return TestData.Require("models", "synthetic", name);
        }

        string path = Path.Combine(TestData.RepositoryRoot(), "src", "HybridInference.DemoModel", "model");
        Assert.SkipUnless(Directory.Exists(path), $"The demo model is absent: {path}");
        return path;
    }
}
