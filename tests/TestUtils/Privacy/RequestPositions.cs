using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.TestUtils;

/// <summary>Every place in a request where a text can stand.</summary>
public static class RequestPositions
{
    /// <summary>Gets, by the name of the position, what makes a message with a text in it.</summary>
    public static IReadOnlyDictionary<string, Func<string, ChatMessage>> InMessage { get; } = new Dictionary<string, Func<string, ChatMessage>>
    {
        ["system message"] = value => new(ChatRole.System, value),
        ["user message"] = value => new(ChatRole.User, value),
        ["assistant message"] = value => new(ChatRole.Assistant, value),
        ["author name"] = value => new(ChatRole.User, "hi") { AuthorName = value },
        ["message property"] = value => new(ChatRole.User, "hi") { AdditionalProperties = new() { ["p"] = value } },
        ["content property"] = value => new(ChatRole.User, [new TextContent("hi") { AdditionalProperties = new() { ["p"] = value } }]),
        ["reasoning"] = value => new(ChatRole.Assistant, [new TextReasoningContent(value)]),
        ["function name"] = value => new(ChatRole.Assistant, [new FunctionCallContent("1", value)]),
        ["message id"] = value => new(ChatRole.User, "hi") { MessageId = value },
        ["call id"] = value => new(ChatRole.Assistant, [new FunctionCallContent(value, "f")]),
        ["result's call id"] = value => new(ChatRole.Tool, [new FunctionResultContent(value, "ok")]),
        ["property name"] = value => new(ChatRole.User, "hi") { AdditionalProperties = new() { [value] = 1 } },
        ["function argument"] = value => new(ChatRole.Assistant, [Call(value)]),
        ["nested function argument"] = value => new(ChatRole.Assistant, [Call(new Dictionary<string, object?> { ["to"] = new[] { value } })]),
        ["function result"] = value => new(ChatRole.Tool, [new FunctionResultContent("1", value)]),
        ["function result object"] = value => new(ChatRole.Tool, [new FunctionResultContent("1", new Dictionary<string, object?> { ["note"] = value })]),
        ["function result json"] = value => new(ChatRole.Tool, [new FunctionResultContent("1", JsonSerializer.SerializeToElement(new { note = value }))]),
        ["file name"] = value => new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png") { Name = value }]),
        ["text file"] = value => new(ChatRole.User, [new DataContent(Encoding.UTF8.GetBytes(value), "text/plain")]),
        ["address"] = value => new(ChatRole.User, [new UriContent("https://example.org/?to=" + value, "image/png")]),
        ["hosted file"] = value => new(ChatRole.User, [new HostedFileContent("1") { Name = value }]),
        ["error"] = value => new(ChatRole.Assistant, [new ErrorContent(value)]),
    };

    /// <summary>Gets, by the name of the position, what makes options with a text in them.</summary>
    public static IReadOnlyDictionary<string, Func<string, ChatOptions>> InOptions { get; } = new Dictionary<string, Func<string, ChatOptions>>
    {
        ["model id"] = value => new() { ModelId = value },
        ["conversation id"] = value => new() { ConversationId = value },
        ["required function"] = value => new() { ToolMode = ChatToolMode.RequireSpecific(value) },
        ["instructions"] = value => new() { Instructions = value },
        ["option property"] = value => new() { AdditionalProperties = new() { ["user"] = value } },
        ["stop sequence"] = value => new() { StopSequences = [value] },
        ["tool description"] = value => new() { Tools = [AIFunctionFactory.Create(() => 1, "f", value)] },
        ["response schema"] = value => new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(new { title = value })) },
    };

    private static FunctionCallContent Call(object? argument) => new("1", "f", new Dictionary<string, object?> { ["a"] = argument });
}
