using HybridInference.OnnxRuntime.Grammar;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>A loaded model folder: graph, tokenizer and chat template together. Thread-safe, but at most one generation should run at a time.</summary>
internal sealed class LocalModel : IDisposable
{
    private readonly DecoderModel _decoder;
    private readonly TokenGenerator _tokens;

    private LocalModel(ModelFolder folder, DecoderModel decoder, ModelTokenizer tokenizer, ChatTemplate template, EngineSettings settings)
    {
        _decoder = decoder;
        Config = folder.Config;
        Format = AnswerFormat.Read(template.Text, tokenizer);
        Prompts = new PromptEncoder(tokenizer, template, Format, decoder.Signature.Logits.VocabularySize);
        IReadOnlyList<int> endTokens = EndTokens.Find(folder.Config, tokenizer);
        _tokens = new TokenGenerator(decoder, endTokens, settings);
        Generator = new TextGenerator(_tokens, tokenizer, endTokens);
        Constraints = new AnswerConstraints(tokenizer.Pipeline, decoder.Signature.Logits.VocabularySize, endTokens);
    }

    public ModelConfig Config { get; }

    /// <summary>Gets what generates answers.</summary>
    public TextGenerator Generator { get; }

    /// <inheritdoc cref="DecoderModel.Warnings"/>
    public IReadOnlyList<string> Warnings => _decoder.Warnings;

    /// <summary>Gets what makes the constraints of answers.</summary>
    public AnswerConstraints Constraints { get; }

    /// <summary>Gets why the model runs on the CPU though an execution provider was asked for; null where all is as asked.</summary>
    public ModelLoadException? ProviderProblem { get; private init; }

    /// <summary>Gets what the model writes around the parts of its answers.</summary>
    public AnswerFormat Format { get; }

    /// <summary>Gets what makes the prompts.</summary>
    public PromptEncoder Prompts { get; }

    /// <summary>Loads a folder; the cheap parts come first, so that most mistakes show before the weights are read.</summary>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, damaged or of a kind that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public static LocalModel Load(string path, EngineSettings settings, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelFolder.Open(path, settings.Variant);
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.TokenizerFolder);
        ChatTemplate template = ChatTemplate.Require(folder.TokenizerFolder, tokenizer, timeProvider);
        DecoderModel decoder = TryLoadDecoder(folder, settings, cancellationToken, out ModelLoadException? problem)
            ?? DecoderModel.Load(folder, settings with { ExecutionProvider = null }, cancellationToken);
        try
        {
            CheckEndTokens(folder.Config, decoder.Signature.Logits.VocabularySize);
            return new LocalModel(folder, decoder, tokenizer, template, settings) { ProviderProblem = problem };
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="PromptEncoder.Encode"/>
    public RenderedPrompt Encode(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => Prompts.Encode(messages, options);

    public void Dispose()
    {
        _tokens.Dispose();
        _decoder.Dispose();
    }

    /// <summary>Refuses end tokens of which the model can give none: its answers would not end.</summary>
    private static void CheckEndTokens(ModelConfig config, int vocabularySize)
    {
        IReadOnlyList<int> ids = config.EosTokenIds;
        if (ids.Count > 0 && ids.All(id => (uint)id >= (uint)vocabularySize))
        {
            throw new ModelLoadException(
                config.Path,
                $"it names the end token {string.Join(", ", ids)}, but the model knows only ids from 0 to {vocabularySize - 1}. The files are not of one model.");
        }
    }

    /// <summary>Loads the graph for the execution provider that is asked for; null where there is none or it does not work.</summary>
    private static DecoderModel? TryLoadDecoder(
        ModelFolder folder, EngineSettings settings, CancellationToken cancellationToken, out ModelLoadException? problem)
    {
        problem = null;
        try
        {
            return settings.ExecutionProvider is null ? null : DecoderModel.Load(folder, settings, cancellationToken);
        }
        catch (ModelLoadException exception)
        {
            problem = exception;
            return null;
        }
    }
}
