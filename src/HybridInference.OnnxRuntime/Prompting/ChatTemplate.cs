using HybridInference.OnnxRuntime.Prompting.Templates;

namespace HybridInference.OnnxRuntime;

/// <summary>The template that turns a conversation into the text that a model was trained on. Thread safe.</summary>
internal sealed class ChatTemplate
{
    private readonly Statement _template;
    private readonly Statement _toolTemplate;
    private readonly bool _hasToolsInSystemMessage;
    private readonly ModelTokenizer _tokenizer;
    private readonly TimeProvider _timeProvider;

    private ChatTemplate(ChatTemplateSource source, ModelTokenizer tokenizer, TimeProvider timeProvider)
    {
        _template = source.Parse(source.Default);
        _toolTemplate = source.ToolUse is string toolUse ? source.Parse(toolUse) : _template;
        _hasToolsInSystemMessage = source.HasToolsInSystemMessage;
        _tokenizer = tokenizer;
        _timeProvider = timeProvider;
    }

    /// <summary>Loads the template of a model folder; null where it has none.</summary>
    /// <exception cref="ModelLoadException">A file is damaged, or the template has a mistake.</exception>
    public static ChatTemplate? Load(string folder, ModelTokenizer tokenizer, TimeProvider timeProvider) =>
        ChatTemplateSource.Load(folder) is { } source ? new ChatTemplate(source, tokenizer, timeProvider) : null;

    /// <summary>Writes the prompt of a conversation.</summary>
    /// <exception cref="InvalidOperationException">The template refuses the conversation, or does more than a template may.</exception>
    public string Render(ChatTemplateInput input)
    {
        try
        {
            return Render(input, new ChatTemplateForm(WritesArguments: false, _hasToolsInSystemMessage));
        }
        catch (ChatTemplateException) when (input.Messages.Any(message => message.ToolCalls.Count > 0))
        {
            // Most templates write the arguments of a call as JSON, from a map; some expect them to be written already.
            return Render(input, new ChatTemplateForm(WritesArguments: true, _hasToolsInSystemMessage));
        }
    }

    private string Render(ChatTemplateInput input, ChatTemplateForm form)
    {
        TemplateScope globals = new(outer: null);
        GlobalFunctions.AddTo(globals);
        globals.Set("bos_token", _tokenizer.BosToken ?? "");
        globals.Set("eos_token", _tokenizer.EosToken ?? "");
        input.AddTo(globals, form);
        return Render(input.Tools.Count > 0 ? _toolTemplate : _template, globals, _timeProvider);
    }

    /// <summary>Renders a parsed template.</summary>
    public static string Render(Statement template, TemplateScope globals, TimeProvider timeProvider)
    {
        RenderContext context = new(new TemplateScope(globals), timeProvider);
        template.Execute(context);
        return context.TakeOutput();
    }
}
