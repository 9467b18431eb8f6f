using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>A loaded model folder: native model, tokenizer and chat template together. For one generation at a time; the rest is thread-safe.</summary>
internal sealed class GenAIModel : IDisposable
{
    private readonly IGeneratorModel _model;
    private readonly SequencePool _pool;
    private readonly TextGenerator _generator;
    private readonly PromptEncoder _prompts;
    private readonly AnswerFormat _format;
    private readonly ModelConfig _config;

    private GenAIModel(ModelFolder folder, ModelTokenizer tokenizer, ChatTemplate template, IGeneratorModel model, GenAIChatClientOptions options)
    {
        _config = folder.Config;
        _format = AnswerFormat.Read(template.Text, tokenizer);
        _prompts = new PromptEncoder(tokenizer, template, _format, _config.VocabularySize);
        _model = model;
        _pool = new SequencePool(model, _config.ContextLength, options.MaxKeptSequences);
        _generator = new TextGenerator(_pool, tokenizer, EndTokens.Find(_config, tokenizer), options.PrefillChunkSize);
    }

    /// <summary>
    /// Loads a folder. Everything is checked before the native library sees it: the library ends the process over some damaged folders.
    /// </summary>
    /// <param name="options">Tells the folder.</param>
    /// <param name="timeProvider">Tells the time to the chat template.</param>
    /// <param name="load">Loads the native model of a folder that was checked, for an execution provider.</param>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, damaged or of a kind that is not supported.</exception>
    public static GenAIModel Load(GenAIChatClientOptions options, TimeProvider timeProvider, Func<ModelFolder, string?, IGeneratorModel> load)
    {
        ModelFolder folder = OpenFolder(options.ModelPath);
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.TokenizerFolder);
        ChatTemplate template = ChatTemplate.Require(folder.TokenizerFolder, tokenizer, timeProvider);
        GraphCheck.Run(folder);
        return new GenAIModel(folder, tokenizer, template, load(folder, options.ExecutionProvider), options);
    }

    /// <inheritdoc cref="PromptEncoder.Encode"/>
    public RenderedPrompt Encode(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => _prompts.Encode(messages, options);

    /// <summary>Turns a chat request into one for the generator, with all limits and defaults worked out.</summary>
    /// <exception cref="ContextLengthExceededException">The prompt leaves no room for output.</exception>
    /// <exception cref="NotSupportedException">The model cannot do what the request asks for.</exception>
    public (GenAIRequest Request, IAnswerReader Answer) Prepare(IReadOnlyList<ChatMessage> messages, ChatOptions? options, int? defaultMaxOutputTokens)
    {
        bool hasTools = ToolMapping.SchemasOf(options).Count > 0;
        _prompts.CheckTools(hasTools, messages);
        RenderedPrompt prompt = Encode(messages, options);
        int maxOutput = OutputLimit.Count(_config, prompt.Ids.Length, options?.MaxOutputTokens ?? defaultMaxOutputTokens);
        var request = new GenAIRequest(prompt.Ids, maxOutput, GeneratorSettingsReader.Read(options, _config.Search))
        {
            StopSequences = options?.StopSequences is { Count: > 0 } stopSequences ? [.. stopSequences] : [],
            KeptTokens = _format.KeptTokens(hasTools),
            ContinuesText = prompt.Beginning == AnswerBeginning.Text,
        };
        return (request, _format.CreateReader(options, prompt.Beginning));
    }

    /// <inheritdoc cref="TextGenerator.Generate"/>
    public IEnumerable<GeneratedPiece> Generate(GenAIRequest request, CancellationToken cancellationToken) => _generator.Generate(request, cancellationToken);

    /// <summary>Frees the generators and then the native model. Nobody may be generating.</summary>
    public void Dispose()
    {
        _pool.Dispose();
        _model.Dispose();
    }

    private static ModelFolder OpenFolder(string path) => ModelFolderLayout.Detect(path) == ModelLayout.GenAi
        ? ModelFolder.Open(path)
        : throw new ModelLoadException(
            path, $"it has no {GenAiConfig.FileName}, and ONNX Runtime GenAI reads no other folders. Use HybridInference.OnnxRuntime for this one.");
}
