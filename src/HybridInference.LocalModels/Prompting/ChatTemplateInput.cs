using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>What a chat template renders.</summary>
internal sealed class ChatTemplateInput
{
    /// <summary>Gets the messages, oldest first.</summary>
    public IReadOnlyList<ChatTemplateMessage> Messages { get; init; } = [];

    /// <summary>Gets the tools in OpenAI's form: <c>{"type": "function", "function": {...}}</c>.</summary>
    public IReadOnlyList<JsonElement> Tools { get; init; } = [];

    /// <summary>Gets a value indicating whether the prompt ends where the assistant's answer begins.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>Gets further variables of the template, such as <c>enable_thinking</c>: null, bool, number, text or JSON.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>Makes the input of a request. Additional properties of the options are variables of the template.</summary>
    public static ChatTemplateInput From(IEnumerable<ChatMessage> messages, ChatOptions? options) => new()
    {
        Messages = ChatMessageMapping.ToTemplate(messages, options?.Instructions),
        Tools = ToolMapping.ToTemplate(options),
        Variables = ReasoningVariables.AddTo(options?.AdditionalProperties, options?.Reasoning?.Effort),
    };

    /// <summary>Makes the same input with other messages.</summary>
    public ChatTemplateInput With(IReadOnlyList<ChatTemplateMessage> messages) => With(messages, AddGenerationPrompt);

    /// <summary>Makes the same input with more at the end of the last message, after which nothing begins.</summary>
    public ChatTemplateInput WithEnd(string end) => With([.. Messages.SkipLast(1), Messages[^1] with { Content = Messages[^1].Content + end }], addGenerationPrompt: false);

    private ChatTemplateInput With(IReadOnlyList<ChatTemplateMessage> messages, bool addGenerationPrompt) =>
        new() { Messages = messages, Tools = Tools, AddGenerationPrompt = addGenerationPrompt, Variables = Variables };

    /// <summary>Makes the template's variables.</summary>
    /// <param name="form">What the template expects.</param>
    public Dictionary<string, object?> ToVariables(ChatTemplateForm form)
    {
        Dictionary<string, object?> variables = [];
        foreach ((string name, object? value) in Variables)
        {
            if (TemplateVariable.TryConvert(value, out object? converted))
            {
                variables[name] = converted;
            }
        }

        List<MapValue> messages = [.. Messages.Select(message => message.ToValue(form.WritesArguments))];
        if (form.HasToolsInSystemMessage && Tools.Count > 0)
        {
            AddToolsTo(messages);
        }

        variables["messages"] = new ListValue(messages);
        variables["tools"] = Tools.Count == 0 ? null : new ListValue([.. Tools.Select(JsonValues.From)]);
        variables["documents"] = null;
        variables["add_generation_prompt"] = AddGenerationPrompt;
        return variables;
    }

    private void AddToolsTo(List<MapValue> messages)
    {
        if (Messages.Count == 0 || Messages[0].Role != ChatRole.System.Value)
        {
            messages.Insert(0, new ChatTemplateMessage(ChatRole.System.Value, "").ToValue(writesArguments: false));
        }

        messages[0].Set("tools", ToolMapping.ToText(Tools));
    }
}
