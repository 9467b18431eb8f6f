namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Finds the data that is not part of the repository; a test that needs it skips where it is absent.</summary>
internal static class TestData
{
    private static readonly string Root = Path.GetFullPath(
        Environment.GetEnvironmentVariable("HYBRID_DATA") ?? Path.Combine(RepositoryRoot(), "..", "shared", "data"));

    public static string Require(params string[] parts)
    {
        string path = Path.Combine([Root, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"The shared data is absent: {path}");
        return path;
    }

    public static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "HybridInference.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? AppContext.BaseDirectory;
    }
}
