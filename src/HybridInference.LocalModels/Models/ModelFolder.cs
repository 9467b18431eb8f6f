namespace HybridInference.LocalModels;

/// <summary>A checked model folder of either layout: where its files are and what its configuration says.</summary>
internal sealed class ModelFolder
{
    private ModelFolder(string path, ModelConfig config)
    {
        Path = path;
        Config = config;
        ModelFile = Resolve("model.decoder.filename", config.Decoder.FileName);
        TokenizerFolder = config.TokenizerFolder.Length == 0 ? path : Resolve("model.tokenizer_dir", config.TokenizerFolder);
    }

    public string Path { get; }

    public ModelConfig Config { get; }

    /// <summary>Gets the path of the ONNX graph.</summary>
    public string ModelFile { get; }

    /// <summary>Gets the path of the folder that holds <c>tokenizer.json</c>.</summary>
    public string TokenizerFolder { get; }

    /// <summary>Checks a folder and reads its configuration, without touching the model itself.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="variant">The variant of the graph in a folder of the Hugging Face layout; <see langword="null"/> for the best.</param>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, or of a kind that is not supported.</exception>
    public static ModelFolder Open(string path, string? variant = null)
    {
        var folder = new ModelFolder(path, ReadConfig(path, variant));
        folder.CheckKind();
        folder.CheckFiles();
        return folder;
    }

    /// <summary>Reads the configuration of a folder without looking whether the rest of it is there.</summary>
    /// <inheritdoc cref="Open"/>
    public static ModelConfig ReadConfig(string path, string? variant) => ModelFolderLayout.Detect(path) switch
    {
        ModelLayout.HuggingFace => HuggingFaceConfig.Read(path, ModelVariants.Choose(path, variant)),
        _ when variant is not null => throw new ModelLoadException(
            path, $"its {GenAiConfig.FileName} names the one graph, so no variant '{variant}' can be chosen. Leave the variant unset."),
        _ => GenAiConfig.Read(System.IO.Path.Combine(path, GenAiConfig.FileName)),
    };

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
            throw new ModelLoadException(ModelFile, $"the model file, named by {GenAiConfig.FileName}, does not exist.");
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
