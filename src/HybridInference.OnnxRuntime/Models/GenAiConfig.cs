using System.Text.Json;

namespace HybridInference.OnnxRuntime;

/// <summary>The parts of <c>genai_config.json</c> that the engine uses. What the graph says for itself comes before it.</summary>
internal sealed record GenAiConfig
{
    public const string FileName = "genai_config.json";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Gets the path of the file itself, for messages.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the most tokens that prompt and output may have together.</summary>
    public required int ContextLength { get; init; }

    public required int? VocabularySize { get; init; }

    /// <summary>Gets the ids that end an answer; empty when the file names none.</summary>
    public required IReadOnlyList<int> EosTokenIds { get; init; }

    /// <summary>Gets the folder of the tokenizer files relative to the model folder, or an empty string.</summary>
    public required string TokenizerFolder { get; init; }

    public required DecoderConfig Decoder { get; init; }

    public required SearchConfig Search { get; init; }

    /// <summary>Gets the names of the sections that say the model is of a kind this engine does not run.</summary>
    public required IReadOnlyList<string> UnsupportedSections { get; init; }

    /// <summary>Gets what the folder asks for and does not get, though it can be used without.</summary>
    public IEnumerable<string> UnmetWishes
    {
        get
        {
            if (Decoder.Session.Providers.Count > 0)
            {
                yield return $"the execution provider {string.Join(", ", Decoder.Session.Providers)} (it runs on the CPU)";
            }

            if (Search.Beams > 1)
            {
                yield return $"a search with {Search.Beams} beams (it uses one)";
            }
        }
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="ModelLoadException">It cannot be read, is not JSON, or a value has the wrong type.</exception>
    public static GenAiConfig Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream, Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(path, new ConfigObject(path, document.RootElement))
                : throw new ModelLoadException(path, "the file does not hold a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new ModelLoadException(path, $"the file is not valid JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"the file cannot be read: {exception.Message}", exception);
        }
    }

    private static GenAiConfig Read(string path, ConfigObject root)
    {
        ConfigObject model = root.Object("model");
        int contextLength = model.Int("context_length") ?? 0;
        if (contextLength <= 0)
        {
            throw model.Invalid("context_length", "must be a positive number of tokens");
        }

        return new GenAiConfig
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
