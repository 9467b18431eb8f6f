namespace HybridInference.LocalModels.Tests.Tokenization;

/// <summary>The golden data beside the repository; tests that need it skip where it is absent.</summary>
internal static class SharedData
{
    /// <summary>Gets the path of a file or folder of the data.</summary>
    public static string Find(params string[] parts)
    {
        string path = Path.GetFullPath(Path.Combine([Root(), .. parts]));
        Assert.SkipUnless(Path.Exists(path), $"The golden data is absent ({path}); set HYBRID_DATA to its folder.");
        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("HYBRID_DATA") is { Length: > 0 } root)
        {
            return root;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HybridInference.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? ".", "..", "shared", "data");
    }
}
