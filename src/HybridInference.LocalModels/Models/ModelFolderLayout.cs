namespace HybridInference.LocalModels;

/// <summary>Tells the layout of a model folder, or what is wrong with a folder that has none.</summary>
internal static class ModelFolderLayout
{
    private const string BothLayouts =
        $"It needs {GenAiConfig.FileName} (ONNX Runtime GenAI's layout), or {HuggingFaceConfig.FileName} with onnx/model*.onnx (Hugging Face's layout)";

    /// <exception cref="ModelLoadException">The folder is missing or has neither layout.</exception>
    public static ModelLayout Detect(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ModelLoadException(path, File.Exists(path) ? $"this is a file. Give the folder. {BothLayouts}." : "the folder does not exist.");
        }

        if (Has(path, GenAiConfig.FileName))
        {
            return ModelLayout.GenAi;
        }

        return Has(path, HuggingFaceConfig.FileName) && ModelVariants.AnyIn(path)
            ? ModelLayout.HuggingFace
            : throw new ModelLoadException(path, DescribeMissing(path));
    }

    private static string DescribeMissing(string path)
    {
        if (Has(path, "manifest.json"))
        {
            return $"the folder has a manifest.json and no {GenAiConfig.FileName}: model packages are not supported. "
                + "Give a folder with one plain model in it.";
        }

        if (FindInnerFolder(path) is { } inner)
        {
            return $"the folder has no {GenAiConfig.FileName}, but '{inner}' in it has one. Give that folder.";
        }

        return Has(path, HuggingFaceConfig.FileName)
            ? $"the folder has a {HuggingFaceConfig.FileName} but no graph named model.onnx or model_*.onnx beside it or in 'onnx'. {BothLayouts}."
            : $"the folder is not a model folder. {BothLayouts}.";
    }

    private static string? FindInnerFolder(string path)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true };
        string? config = Directory.EnumerateFiles(path, GenAiConfig.FileName, options).Order(StringComparer.Ordinal).FirstOrDefault();
        return config is null ? null : Path.GetRelativePath(path, Path.GetDirectoryName(config)!);
    }

    private static bool Has(string path, string file) => File.Exists(Path.Combine(path, file));
}
