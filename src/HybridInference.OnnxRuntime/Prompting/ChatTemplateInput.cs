using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

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

    /// <summary>Makes the input of a request.</summary>
    public static ChatTemplateInput From(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        List<ChatTemplateMessage> list = [];
        if (options?.Instructions is string instructions)
        {
            list.Add(new ChatTemplateMessage(ChatRole.System.Value, instructions));
        }

        list.AddRange(messages.Select(message => new ChatTemplateMessage(message.Role.Value, message.Text)));
        return new ChatTemplateInput { Messages = list };
    }
}
