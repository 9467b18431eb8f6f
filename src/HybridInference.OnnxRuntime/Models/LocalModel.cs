using HybridInference.OnnxRuntime.Grammar;
using HybridInference.OnnxRuntime.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>A loaded model folder: graph, tokenizer and chat template together. Thread-safe, but at most one generation should run at a time.</summary>
internal sealed class LocalModel : IDisposable
{
    private readonly DecoderModel _decoder;
    private readonly ModelTokenizer _tokenizer;
    private readonly ChatTemplate _template;
    private readonly TokenGenerator _tokens;

    private LocalModel(ModelFolder folder, DecoderModel decoder, ModelTokenizer tokenizer, ChatTemplate template, EngineSettings settings)
    {
        _decoder = decoder;
        _tokenizer = tokenizer;
        _template = template;
        Config = folder.Config;
        Format = AnswerFormat.Read(template.Text, tokenizer);
        IReadOnlyList<int> endTokens = FindEndTokens(folder.Config, tokenizer);
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

    /// <summary>Gets what the chat template does with tools.</summary>
    public ToolSupport Tools => _template.Tools;

    /// <summary>Loads a folder; the cheap parts come first, so that most mistakes show before the weights are read.</summary>
    /// <exception cref="ModelLoadException">The folder is missing, incomplete, damaged or of a kind that is not supported.</exception>
    /// <exception cref="OperationCanceledException">The load was cancelled.</exception>
    public static LocalModel Load(string path, EngineSettings settings, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelFolder.Open(path, settings.Variant);
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.TokenizerFolder);
        ChatTemplate template = ChatTemplate.Load(folder.TokenizerFolder, tokenizer, timeProvider)
            ?? throw new ModelLoadException(
                folder.TokenizerFolder,
                "the folder has no chat template. Put one into tokenizer_config.json (chat_template) or chat_template.jinja.");
        DecoderModel decoder = TryLoadDecoder(folder, settings, cancellationToken, out ModelLoadException? problem)
            ?? DecoderModel.Load(folder, settings with { ExecutionProvider = null }, cancellationToken);
        return new LocalModel(folder, decoder, tokenizer, template, settings) { ProviderProblem = problem };
    }

    /// <summary>Turns messages into a prompt.</summary>
    public RenderedPrompt Encode(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var ids = new List<int>();
        ChatTemplateInput input = ChatTemplateInput.From(messages, options);
        bool continues = ContinuedMessage.IsAsked(input, options) && _template.Continues;
        MarkedText prompt = Write(input, continues);
        _tokenizer.Encode(prompt, ids);
        if (ids.Count == 0)
        {
            throw new ArgumentException($"The chat template in '{_template.Path}' makes an empty prompt of these messages.", nameof(messages));
        }

        CheckRange(ids);
        return new RenderedPrompt([.. ids], continues ? AnswerBeginning.Text : Format.IsReasoningOpen(prompt.Text) ? AnswerBeginning.Reasoning : AnswerBeginning.Anything);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _decoder.Dispose();
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

    private MarkedText Write(ChatTemplateInput input, bool continues)
    {
        try
        {
            return continues ? _template.WriteContinued(input) : _template.Write(input);
        }
        catch (ChatTemplateException exception)
        {
            throw new ChatTemplateException($"The chat template in '{_template.Path}' does not take this conversation: {exception.Message}");
        }
    }

    private void CheckRange(List<int> ids)
    {
        int vocabulary = _decoder.Signature.Logits.VocabularySize;
        foreach (int id in ids)
        {
            if (id >= vocabulary)
            {
                throw new ModelLoadException(_tokenizer.Path, $"it has the token id {id}, but the model knows only ids below {vocabulary}. The files are not of one model.");
            }
        }
    }

    private static IReadOnlyList<int> FindEndTokens(ModelConfig config, ModelTokenizer tokenizer)
    {
        if (config.EosTokenIds.Count > 0)
        {
            return config.EosTokenIds;
        }

        return tokenizer.EosToken is { } token && tokenizer.FindToken(token) is { } id ? [id] : [];
    }
}
