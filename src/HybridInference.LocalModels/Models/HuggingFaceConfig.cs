namespace HybridInference.LocalModels;

/// <summary>Reads <c>config.json</c> and <c>generation_config.json</c>, the configuration of the Hugging Face onnx-community layout.</summary>
internal static class HuggingFaceConfig
{
    public const string FileName = "config.json";

    private const string GenerationFileName = "generation_config.json";

    /// <summary>The keys that tell the length of the context, as model families name it.</summary>
    private static readonly string[] ContextKeys = ["max_position_embeddings", "n_positions", "n_ctx", "seq_length", "max_seq_len"];

    private static readonly string[] OtherParts = ["vision_config", "audio_config", "encoder"];

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="modelFile">The path of the graph relative to the folder.</param>
    /// <inheritdoc cref="ConfigFile.Read"/>
    public static ModelConfig Read(string folder, string modelFile)
    {
        string path = Path.Combine(folder, FileName);
        ModelConfig config = ConfigFile.Read(path, root => Read(path, root, modelFile));
        return ConfigFile.ReadIfPresent(Path.Combine(folder, GenerationFileName), generation => config with
        {
            EosTokenIds = generation.Has("eos_token_id") ? generation.Ints("eos_token_id") : config.EosTokenIds,
            // Not its max_length, which counts the prompt and is a default for completing short texts.
            Search = SearchConfig.Read(generation) with { MaxLength = null },
        });
    }

    private static ModelConfig Read(string path, ConfigObject root, string modelFile) => new()
    {
        Path = path,
        ContextLength = ReadContextLength(root),
        VocabularySize = root.Int("vocab_size"),
        EosTokenIds = root.Ints("eos_token_id"),
        Decoder = DecoderConfig.Default(path) with
        {
            FileName = modelFile,
            HeadSize = root.Int("head_dim") ?? ReadHeadSize(root),
            KeyValueHeads = root.Int("num_key_value_heads") ?? ReadHeads(root),
        },
        Search = SearchConfig.Read(new ConfigObject(path, default)),
        UnsupportedSections = FindUnsupported(root),
    };

    private static int ReadContextLength(ConfigObject root)
    {
        foreach (string key in ContextKeys)
        {
            if (root.Int(key) is { } length)
            {
                return length > 0 ? length : throw root.Invalid(key, "must be a positive number of tokens");
            }
        }

        // A model of several parts has its own section for the decoder; that it is not supported is told later.
        return FindUnsupported(root).Count > 0 ? 1 : throw root.Invalid(ContextKeys[0], "is missing, so the length of the context is not known");
    }

    private static int? ReadHeads(ConfigObject root) => root.Int("num_attention_heads") ?? root.Int("n_head");

    private static int? ReadHeadSize(ConfigObject root) =>
        (root.Int("hidden_size") ?? root.Int("n_embd")) is { } size && ReadHeads(root) is > 0 and int heads ? size / heads : null;

    private static List<string> FindUnsupported(ConfigObject root)
    {
        List<string> found = [.. OtherParts.Where(root.Has)];
        if (root.Bool("is_encoder_decoder") == true)
        {
            found.Add("is_encoder_decoder");
        }

        return found;
    }
}
