namespace HybridInference.LocalModels;

/// <summary>Reads <c>genai_config.json</c>, the configuration of ONNX Runtime GenAI's layout.</summary>
internal static class GenAiConfig
{
    public const string FileName = "genai_config.json";

    /// <inheritdoc cref="ConfigFile.Read"/>
    public static ModelConfig Read(string path) => ConfigFile.Read(path, root => Read(path, root));

    private static ModelConfig Read(string path, ConfigObject root)
    {
        ConfigObject model = root.Object("model");
        int contextLength = model.Int("context_length") ?? 0;
        if (contextLength <= 0)
        {
            throw model.Invalid("context_length", "must be a positive number of tokens");
        }

        return new ModelConfig
        {
            Path = path,
            ContextLength = contextLength,
            VocabularySize = model.Int("vocab_size"),
            EosTokenIds = model.Has("eos_token_id") ? model.Ints("eos_token_id") : model.Ints("pad_token_id"),
            TokenizerFolder = model.String("tokenizer_dir") ?? "",
            Decoder = DecoderConfig.Read(model.Object("decoder")),
            Search = SearchConfig.Read(root.Object("search")),
            UnsupportedSections = FindUnsupported(model),
        };
    }

    private static string[] FindUnsupported(ConfigObject model)
    {
        string[] multimodal = ["vision", "speech", "embedding", "encoder", "joiner", "vad"];
        ConfigObject decoder = model.Object("decoder");
        return
        [
            .. multimodal.Where(model.Has).Select(key => $"model.{key}"),
            .. decoder.Has("pipeline") ? ["model.decoder.pipeline"] : Array.Empty<string>(),
        ];
    }
}
