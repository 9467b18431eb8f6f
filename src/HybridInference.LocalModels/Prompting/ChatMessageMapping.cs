using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Makes a template's messages of a request's.</summary>
internal sealed class ChatMessageMapping
{
    private readonly List<ChatTemplateMessage> _messages = [];
    private readonly Dictionary<string, string> _toolNames = [];

    /// <summary>
    /// Converts messages. The instructions become part of the leading system message, since many templates read no more than one;
    /// every result of a tool is a message of its own.
    /// </summary>
    public static IReadOnlyList<ChatTemplateMessage> ToTemplate(IEnumerable<ChatMessage> messages, string? instructions)
    {
        ChatMessageMapping mapping = new();
        mapping.AddSystem(instructions);
        foreach (ChatMessage message in messages)
        {
            mapping.Add(message);
        }

        return mapping._messages;
    }

    private void Add(ChatMessage message)
    {
        List<FunctionResultContent> results = [.. message.Contents.OfType<FunctionResultContent>()];
        if (message.Role == ChatRole.System && _messages.TrueForAll(IsSystem))
        {
            AddSystem(message.Text);
        }
        else if (results.Count == 0 || message.Text.Length > 0 || message.Contents.Any(content => content is FunctionCallContent))
        {
            _messages.Add(Convert(message));
        }

        _messages.AddRange(results.Select(ConvertResult));
    }

    private void AddSystem(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (_messages.Count == 0)
        {
            _messages.Add(new ChatTemplateMessage(ChatRole.System.Value, text));
        }
        else
        {
            _messages[0] = _messages[0] with { Content = $"{_messages[0].Content}\n\n{text}" };
        }
    }

    private static bool IsSystem(ChatTemplateMessage message) => message.Role == ChatRole.System.Value;

    private ChatTemplateMessage Convert(ChatMessage message)
    {
        string reasoning = string.Concat(message.Contents.OfType<TextReasoningContent>().Select(content => content.Text));
        return new ChatTemplateMessage(message.Role.Value, message.Text)
        {
            ReasoningContent = reasoning.Length > 0 ? reasoning : null,
            ToolCalls = [.. message.Contents.OfType<FunctionCallContent>().Select(ConvertCall)],
        };
    }

    private ChatTemplateToolCall ConvertCall(FunctionCallContent call)
    {
        _toolNames[call.CallId] = call.Name;
        return new ChatTemplateToolCall(call.CallId, call.Name, ToolJson.OfArguments(call));
    }

    private ChatTemplateMessage ConvertResult(FunctionResultContent result)
    {
        string? name = _toolNames.GetValueOrDefault(result.CallId);
        return new(ChatRole.Tool.Value, ToolJson.TextOf(result, name)) { ToolCallId = result.CallId, Name = name };
    }
}
