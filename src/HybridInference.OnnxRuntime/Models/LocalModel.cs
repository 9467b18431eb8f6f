using HybridInference.OnnxRuntime.Grammar;
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
        return new LocalModel(folder, DecoderModel.Load(folder, settings, cancellationToken), tokenizer, template, settings);
    }

    /// <summary>Turns messages into a prompt.</summary>
    public RenderedPrompt Encode(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var ids = new List<int>();
        MarkedText prompt = _template.Write(ChatTemplateInput.From(messages, options));
        _tokenizer.Encode(prompt, ids);
        return new RenderedPrompt([.. ids], Format.IsReasoningOpen(prompt.Text));
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _decoder.Dispose();
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
