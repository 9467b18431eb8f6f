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
        ["citation"] = value => new(ChatRole.Assistant, [new TextContent("hi") { Annotations = [new CitationAnnotation { Snippet = value }] }]),
        ["file of no known kind"] = value => new(ChatRole.User, [new DataContent(Encoding.UTF8.GetBytes(value), "application/octet-stream")]),
        ["usage count"] = value => new(ChatRole.Assistant, [new UsageContent(new() { AdditionalCounts = new() { [value] = 1 } })]),
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
        ["tool property"] = value => new() { Tools = [AIFunctionFactory.Create(() => 1, new AIFunctionFactoryOptions { AdditionalProperties = Property(value) })] },
        ["schema of a tool's result"] = value => new() { Tools = [AIFunctionFactory.CreateDeclaration("f", "d", Schema("x"), Schema(value))] },
        ["file for the interpreter"] = value => new() { Tools = [new HostedCodeInterpreterTool { Inputs = [new HostedFileContent("1") { Name = value }] }] },
        ["file to search"] = value => new() { Tools = [new HostedFileSearchTool { Inputs = [new DataContent(Encoding.UTF8.GetBytes(value), "text/plain")] }] },
        ["tool server"] = value => new() { Tools = [new HostedMcpServerTool("s", "https://example.org/") { ServerDescription = value }] },
        ["response schema"] = value => new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema(value)) },
    };

    /// <summary>Gets, by the name of the way, what makes a message with a text in it that is written as something else.</summary>
    public static IReadOnlyDictionary<string, Func<string, ChatMessage>> Encoded { get; } = new Dictionary<string, Func<string, ChatMessage>>
    {
        ["JSON escapes"] = value => new(ChatRole.User, $"{{\"to\":\"{WithEscapes(value)}\"}}"),
        ["JSON escapes in a function result"] = value => new(ChatRole.Tool, [new FunctionResultContent("1", $"{{\"to\":\"{WithEscapes(value)}\"}}")]),
        ["JSON lines"] = value => new(ChatRole.User, [new DataContent(Encoding.UTF8.GetBytes($"{{\"to\":\"{WithEscapes(value)}\"}}\n{{}}"), "application/jsonl")]),
        ["web address"] = value => new(ChatRole.User, $"see https://example.org/?to={Uri.EscapeDataString(value)}&x=1"),
        ["address, escaped"] = value => new(ChatRole.User, [new UriContent($"https://example.org/?to={Uri.EscapeDataString(value)}", "image/png")]),
        ["escaped twice"] = value => new(ChatRole.User, Uri.EscapeDataString(Uri.EscapeDataString($"to={value}"))),
        ["HTML, decimal"] = value => new(ChatRole.User, string.Concat(value.Select(character => $"&#{(int)character};"))),
        ["HTML, hexadecimal"] = value => new(ChatRole.User, string.Concat(value.Select(character => $"&#x{(int)character:X};"))),
        ["HTML, by name"] = value => new(ChatRole.User, value.Replace("@", "&commat;", StringComparison.Ordinal)),
        ["Markdown"] = value => new(ChatRole.User, value.Replace("@", "\\@", StringComparison.Ordinal)),
        ["Base64"] = value => new(ChatRole.User, $"decode {Base64(value)}, please"),
        ["Base64 in JSON"] = value => new(ChatRole.Tool, [new FunctionResultContent("1", Encoding.UTF8.GetBytes(value))]),
        ["data URI"] = value => new(ChatRole.User, $"![x](data:text/plain;base64,{Base64(value)})"),
        ["address with data"] = value => new(ChatRole.User, [new UriContent($"data:text/plain;base64,{Base64(value)}", "text/plain")]),
        ["file in a function result"] = value => new(ChatRole.Tool, [new FunctionResultContent("1", new[] { File(value) })]),
        ["file for the interpreter"] = value => new(ChatRole.Assistant, [new CodeInterpreterToolCallContent("1") { Inputs = [File($"send('{value}')")] }]),
        ["two texts"] = value => new(ChatRole.User, [new TextContent($"to {value[..(value.Length / 2)]}"), new TextContent(value[(value.Length / 2)..])]),
    };

    private static JsonElement Schema(string title) => JsonSerializer.SerializeToElement(new { title });

    private static Dictionary<string, object?> Property(string value) => new() { ["p"] = value };

    private static AIContent File(string text) => new DataContent(Encoding.UTF8.GetBytes(text), "text/plain");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string WithEscapes(string text) => string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) ? $"{character}" : $"\\u{(int)character:x4}"));

    private static FunctionCallContent Call(object? argument) => new("1", "f", new Dictionary<string, object?> { ["a"] = argument });
}
