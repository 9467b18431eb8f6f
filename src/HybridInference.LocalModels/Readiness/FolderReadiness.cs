namespace HybridInference.LocalModels;

/// <summary>Tells what can be told of a folder whose model is not loaded.</summary>
internal static class FolderReadiness
{
    public static TargetReadiness Of(string path, string? variant)
    {
        if (!Directory.Exists(path))
        {
            return new(ReadinessState.NotDownloaded);
        }

        try
        {
            _ = ModelFolder.Open(path, variant);
            return new(ReadinessState.Cached);
        }
        catch (ModelLoadException exception)
        {
            return new(ReadinessState.Unsupported) { Cause = exception.Message };
        }
    }
}
