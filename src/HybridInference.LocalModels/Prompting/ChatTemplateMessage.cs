using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who speaks: system, user, assistant or tool.</param>
/// <param name="Content">The text.</param>
internal sealed record ChatTemplateMessage(string Role, string Content)
{
    /// <summary>Gets what the assistant thought before it answered.</summary>
    public string? ReasoningContent { get; init; }

    /// <summary>Gets the calls that the assistant makes.</summary>
    public IReadOnlyList<ChatTemplateToolCall> ToolCalls { get; init; } = [];

    /// <summary>Gets the call that a tool's message answers.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Gets the name of the tool that answers.</summary>
    public string? Name { get; init; }

    // The template of gpt-oss, which has another name for reasoning, takes that or a text with a call, and refuses both.
    private bool HasPreamble => ToolCalls.Count > 0 && Content.Length > 0;

    /// <summary>Makes the template's value; members that are absent are left out, since templates ask for them.</summary>
    /// <param name="writesArguments">Whether the arguments of calls are text in JSON rather than a map.</param>
    public MapValue ToValue(bool writesArguments)
    {
        MapValue message = new();
        message.Set("role", Role);
        message.Set("content", Content);
        SetIfPresent(message, "reasoning_content", ReasoningContent);
        SetIfPresent(message, "thinking", HasPreamble ? null : ReasoningContent);
        SetIfPresent(message, "tool_call_id", ToolCallId);
        SetIfPresent(message, "name", Name);
        if (ToolCalls.Count > 0)
        {
            message.Set("tool_calls", new ListValue([.. ToolCalls.Select(call => call.ToValue(writesArguments))]));
        }

        return message;
    }

    private static void SetIfPresent(MapValue message, string name, string? value)
    {
        if (value is not null)
        {
            message.Set(name, value);
        }
    }
}
