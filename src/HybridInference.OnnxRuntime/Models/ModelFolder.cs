namespace HybridInference.OnnxRuntime;

/// <summary>A checked ONNX Runtime GenAI model folder: where its files are and what its configuration says.</summary>
internal sealed class ModelFolder
{
    private ModelFolder(string path, GenAiConfig config)
    {
        Path = path;
        Config = config;
        ModelFile = Resolve("model.decoder.filename", config.Decoder.FileName);
        TokenizerFolder = config.TokenizerFolder.Length == 0 ? path : Resolve("model.tokenizer_dir", config.TokenizerFolder);
    }

    public string Path { get; }

    public GenAiConfig Config { get; }

    /// <summary>Gets the path of the ONNX graph.</summary>
    public string ModelFile { get; }

    /// <summary>Gets the path of the folder that holds <c>tokenizer.json</c>.</summary>
    public string TokenizerFolder { get; }

    /// <summary>Checks a folder and reads its configuration, without touching the model itself.</summary>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, or of a kind that is not supported.</exception>
    public static ModelFolder Open(string path)
    {
        CheckFolder(path);
        GenAiConfig config = GenAiConfig.Read(System.IO.Path.Combine(path, GenAiConfig.FileName));
        var folder = new ModelFolder(path, config);
        folder.CheckKind();
        folder.CheckFiles();
        return folder;
    }

    private static void CheckFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ModelLoadException(path, File.Exists(path)
                ? "this is a file. Give the folder that holds genai_config.json."
                : "the folder does not exist.");
        }

        if (!File.Exists(System.IO.Path.Combine(path, GenAiConfig.FileName)))
        {
            throw new ModelLoadException(path, DescribeMissingConfig(path));
        }
    }

    private static string DescribeMissingConfig(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, "manifest.json")))
        {
            return "the folder has a manifest.json and no genai_config.json: model packages are not supported. "
                + "Give a folder with one plain model in it.";
        }

        string? inner = FindInnerFolder(path);
        return inner is null
            ? "the folder has no genai_config.json, so it is not an ONNX Runtime GenAI model folder."
            : $"the folder has no genai_config.json, but '{inner}' in it has one. Give that folder.";
    }

    private static string? FindInnerFolder(string path)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true };
        string? config = Directory.EnumerateFiles(path, GenAiConfig.FileName, options).Order(StringComparer.Ordinal).FirstOrDefault();
        return config is null ? null : System.IO.Path.GetRelativePath(path, System.IO.Path.GetDirectoryName(config)!);
    }

    private void CheckKind()
    {
        if (Config.UnsupportedSections.Count > 0)
        {
            throw new ModelLoadException(
                Config.Path,
                $"it has {string.Join(", ", Config.UnsupportedSections)}: multimodal and pipeline models are not supported, only text decoders in one graph.");
        }

        if (Config.Decoder.Session.CustomOpsLibrary is { Length: > 0 } library)
        {
            throw new ModelLoadException(Config.Path, $"it asks for the native library '{library}' (custom_ops_library), which is not supported.");
        }
    }

    private void CheckFiles()
    {
        if (!File.Exists(ModelFile))
        {
            throw new ModelLoadException(ModelFile, "the model file, named by genai_config.json, does not exist.");
        }

        string tokenizer = System.IO.Path.Combine(TokenizerFolder, "tokenizer.json");
        if (!File.Exists(tokenizer))
        {
            throw new ModelLoadException(tokenizer, "the tokenizer file does not exist. The folder is incomplete.");
        }
    }

    private string Resolve(string key, string relative)
    {
        bool escapes = System.IO.Path.IsPathRooted(relative) || relative.Split('/', '\\').Contains("..");
        return escapes
            ? throw new ModelLoadException(Config.Path, $"the value of '{key}' must stay inside the folder but is '{relative}'.")
            : System.IO.Path.Combine(Path, relative.Replace('\\', '/'));
    }
}
