namespace HybridInference.LocalModels;

/// <summary>Tells what the model of a folder can be asked for by its configuration and its chat template, without loading it.</summary>
internal static class FolderCapabilities
{
    /// <returns><see langword="null"/> while the files cannot be read: the request that loads the model tells what is wrong, and the folder may still appear.</returns>
    public static TargetCapabilities? TryRead(string path, string? variant, TimeProvider timeProvider)
    {
        try
        {
            ModelConfig config = ModelFolder.ReadConfig(path, variant);
            ChatTemplate? template = ChatTemplate.Load(Path.Combine(path, config.TokenizerFolder), timeProvider);
            bool hasTools = template?.Tools is { RendersTools: true, RendersResults: true };
            ChatCapabilities supported = (hasTools ? ChatCapabilities.Tools : ChatCapabilities.None)
                | (template?.Continues == true ? ChatCapabilities.Prefill : ChatCapabilities.None);
            return new TargetCapabilities(supported, config.ContextLength);
        }
        catch (ModelLoadException)
        {
            return null;
        }
    }
}
