using HybridInference.LocalModels.Prompting.Templates;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels;

/// <summary>The template that turns a conversation into the text that a model was trained on. Thread safe.</summary>
internal sealed class ChatTemplate
{
    private readonly Statement _template;
    private readonly Statement _toolTemplate;
    private readonly bool _hasToolsInSystemMessage;
    private readonly string _bosToken;
    private readonly string _eosToken;
    private readonly TimeProvider _timeProvider;
    private readonly ControlTokens? _controlTokens;
    private readonly Lazy<ToolSupport> _tools;
    private readonly Lazy<bool> _continues;

    private ChatTemplate(
        ChatTemplateSource source, string? bosToken, string? eosToken, TimeProvider timeProvider, ModelTokenizer? tokenizer = null)
    {
        _template = source.Parse(source.Default);
        _toolTemplate = source.ToolUse is string toolUse ? source.Parse(toolUse) : _template;
        _hasToolsInSystemMessage = source.HasToolsInSystemMessage;
        _bosToken = bosToken ?? "";
        _eosToken = eosToken ?? "";
        _timeProvider = timeProvider;
        Path = source.Path;
        Text = source.ToolUse is { } text ? $"{source.Default}\n{text}" : source.Default;
        _controlTokens = tokenizer is null ? null : new ControlTokens(tokenizer, Text);
        _tools = new Lazy<ToolSupport>(() => ToolSupport.Probe(input => RenderInAnyForm(input).Plain), LazyThreadSafetyMode.PublicationOnly);
        _continues = new Lazy<bool>(() => ContinuedMessage.Probe(input => RenderInAnyForm(input).Plain), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Gets the path of the file that has the template.</summary>
    public string Path { get; }

    /// <summary>Gets the template's own text, that of the one for tools included.</summary>
    public string Text { get; }

    /// <summary>Gets what the template does with tools, their calls and results. Found out by trying, once.</summary>
    public ToolSupport Tools => _tools.Value;

    /// <summary>Gets whether a prompt can end within the assistant's last message. Found out by trying, once.</summary>
    public bool Continues => _continues.Value;

    /// <summary>Loads the template of a model folder; null where it has none.</summary>
    /// <exception cref="ModelLoadException">A file is damaged, or the template has a mistake.</exception>
    public static ChatTemplate? Load(string folder, ModelTokenizer tokenizer, TimeProvider timeProvider) =>
        ChatTemplateSource.Load(folder) is { } source
            ? new ChatTemplate(source, tokenizer.BosToken, tokenizer.EosToken, timeProvider, tokenizer)
            : null;

    /// <summary>Loads the template of a model folder.</summary>
    /// <exception cref="ModelLoadException">There is none, a file is damaged, or the template has a mistake.</exception>
    public static ChatTemplate Require(string folder, ModelTokenizer tokenizer, TimeProvider timeProvider) =>
        Load(folder, tokenizer, timeProvider) ?? throw new ModelLoadException(
            folder, "the folder has no chat template. Put one into tokenizer_config.json (chat_template) or chat_template.jinja.");

    /// <inheritdoc cref="Load(string, ModelTokenizer, TimeProvider)"/>
    /// <remarks>Does not read the tokenizer, which is large; control tokens in messages are not kept apart.</remarks>
    public static ChatTemplate? Load(string folder, TimeProvider timeProvider)
    {
        TokenizerSettings settings = TokenizerSettings.Load(folder);
        return ChatTemplateSource.Load(folder) is { } source ? new ChatTemplate(source, settings.BosToken, settings.EosToken, timeProvider) : null;
    }

    /// <summary>
    /// Writes the prompt of a conversation. Calls that the template would leave out are written as text, in JSON; where it would leave out
    /// all but the first of a message, each is a message of its own.
    /// </summary>
    /// <exception cref="InvalidOperationException">The template refuses the conversation, or does more than a template may.</exception>
    public MarkedText Write(ChatTemplateInput input) => RenderInAnyForm(input.Messages.Max(message => (int?)message.ToolCalls.Count) switch
    {
        > 0 when !Tools.RendersCalls => input.With(ToolRounds.CallsAsText(input.Messages)),
        > 1 when !Tools.RendersSeveralCalls => input.With(ToolRounds.OneCallEach(input.Messages)),
        _ => input,
    });

    /// <summary>Writes the prompt of a conversation whose last message the assistant goes on with.</summary>
    /// <inheritdoc cref="Write"/>
    public MarkedText WriteContinued(ChatTemplateInput input)
    {
        MarkedText prompt = Write(input.WithEnd(ContinuedMessage.End));
        return prompt with { Text = ContinuedMessage.Cut(prompt.Text) };
    }

    /// <summary>Writes a prompt without marks.</summary>
    /// <inheritdoc cref="Write"/>
    public string Render(ChatTemplateInput input) => Write(input).Plain;

    private MarkedText RenderInAnyForm(ChatTemplateInput input)
    {
        try
        {
            return Render(input, new ChatTemplateForm(WritesArguments: false, _hasToolsInSystemMessage));
        }
        catch (ChatTemplateException) when (input.Messages.Any(message => message.ToolCalls.Count > 0))
        {
            return RenderInOtherForms(input);
        }
    }

    /// <summary>
    /// Most templates write the arguments of a call as JSON, from a map; some expect them to be written already. Some refuse several calls
    /// in one message.
    /// </summary>
    private MarkedText RenderInOtherForms(ChatTemplateInput input)
    {
        ChatTemplateForm written = new(WritesArguments: true, _hasToolsInSystemMessage);
        if (input.Messages.All(message => message.ToolCalls.Count <= 1))
        {
            return Render(input, written);
        }

        try
        {
            return Render(input, written);
        }
        catch (ChatTemplateException)
        {
            return RenderInAnyForm(input.With(ToolRounds.OneCallEach(input.Messages)));
        }
    }

    private MarkedText Render(ChatTemplateInput input, ChatTemplateForm form)
    {
        TemplateScope globals = new(outer: null);
        GlobalFunctions.AddTo(globals);
        globals.Set("bos_token", _bosToken);
        globals.Set("eos_token", _eosToken);
        Dictionary<string, object?> variables = input.ToVariables(form);
        TextGuard? guard = _controlTokens?.CreateGuard(variables.Values);
        foreach ((string name, object? value) in variables)
        {
            globals.Set(name, guard is null ? value : guard.Protect(value));
        }

        return new MarkedText(Render(input.Tools.Count > 0 ? _toolTemplate : _template, globals, _timeProvider), guard?.Mark);
    }

    /// <summary>Renders a parsed template.</summary>
    public static string Render(Statement template, TemplateScope globals, TimeProvider timeProvider)
    {
        RenderContext context = new(new TemplateScope(globals), timeProvider);
        template.Execute(context);
        return context.TakeOutput();
    }
}
