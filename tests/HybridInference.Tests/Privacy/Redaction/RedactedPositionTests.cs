using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Redaction;

/// <summary>Wherever in a request a value stands, it is replaced, or the request is said to be one that cannot be redacted.</summary>
public sealed class RedactedPositionTests
{
    private static readonly string Value = PrivateText.Email();

    private static readonly Dictionary<string, ChatMessage> Messages = new()
    {
        ["system message"] = new(ChatRole.System, Value),
        ["author name"] = new(ChatRole.User, "hi") { AuthorName = Value },
        ["message id"] = new(ChatRole.User, "hi") { MessageId = Value },
        ["message property"] = new(ChatRole.User, "hi") { AdditionalProperties = new() { ["p"] = Value } },
        ["property name"] = new(ChatRole.User, "hi") { AdditionalProperties = new() { [Value] = 1 } },
        ["content property"] = new(ChatRole.User, [new TextContent("hi") { AdditionalProperties = new() { ["p"] = Value } }]),
        ["reasoning"] = new(ChatRole.Assistant, [new TextReasoningContent(Value) { ProtectedData = "p" }]),
        ["function argument"] = new(ChatRole.Assistant, [Redacting.Call("to", Value)]),
        ["nested argument"] = new(ChatRole.Assistant, [Redacting.Call("to", new Dictionary<string, object?> { ["x"] = new[] { "a", Value } })]),
        ["json argument"] = new(ChatRole.Assistant, [Redacting.Call("to", JsonSerializer.SerializeToElement(new { x = new[] { Value } }))]),
        ["json in a string"] = new(ChatRole.Assistant, [Redacting.Call("to", JsonSerializer.Serialize(new { x = "+" + Value }))]),
        ["result"] = new(ChatRole.Tool, [new FunctionResultContent("1", "mail: " + Value)]),
        ["result object"] = new(ChatRole.Tool, [new FunctionResultContent("1", new Dictionary<string, object?> { [Value] = new[] { Value } })]),
        ["file name"] = new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png") { Name = Value }]),
        ["text file"] = new(ChatRole.User, [new DataContent(Encoding.UTF8.GetBytes("é " + Value), "text/plain") { Name = "a.txt" }]),
        ["json file"] = new(ChatRole.User, [new DataContent(JsonSerializer.SerializeToUtf8Bytes(new { note = "\n" + Value }), "application/json")]),
        ["broken json file"] = new(ChatRole.User, [new DataContent(Encoding.UTF8.GetBytes("{" + Value), "application/json")]),
        ["address"] = new(ChatRole.User, [new UriContent("https://example.org/?to=" + Value, "image/png")]),
        ["error"] = new(ChatRole.Assistant, [new ErrorContent(Value) { Details = "see " + Value, ErrorCode = "1" }]),
        ["hosted file"] = new(ChatRole.User, [new HostedFileContent("1") { Name = Value }]),
    };

    private static readonly Dictionary<string, ChatOptions> Options = new()
    {
        ["instructions"] = new() { Instructions = "write to " + Value },
        ["option property"] = new() { AdditionalProperties = new() { ["user"] = Value } },
        ["stop sequence"] = new() { StopSequences = ["x", Value] },
        ["tool description"] = new() { Tools = [AIFunctionFactory.Create(() => 1, "f", Value)] },
        ["tool schema"] = new() { Tools = [AIFunctionFactory.CreateDeclaration("f", "d", JsonSerializer.SerializeToElement(new { title = Value }))] },
        ["response schema"] = new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(new { @enum = new[] { Value } })) },
        ["schema description"] = new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(new { }), "n", Value) },
    };

    private static readonly Dictionary<string, (ChatMessage?, ChatOptions?)> Fixed = new()
    {
        ["call id"] = (new(ChatRole.Assistant, [new FunctionCallContent(Value, "f")]), null),
        ["function name"] = (new(ChatRole.Assistant, [new FunctionCallContent("1", Value)]), null),
        ["result's call id"] = (new(ChatRole.Tool, [new FunctionResultContent(Value, "ok")]), null),
        ["protected data"] = (new(ChatRole.Assistant, [new TextReasoningContent("x") { ProtectedData = Value }]), null),
        ["hosted file id"] = (new(ChatRole.User, [new HostedFileContent(Value)]), null),
        ["approval"] = (new(ChatRole.User, [new ToolApprovalRequestContent("1", Redacting.Call("to", Value))]), null),
        ["names that become one"] = (new(ChatRole.User, "hi") { AdditionalProperties = Twice() }, null),
        ["model id"] = (null, new() { ModelId = Value }),
        ["conversation id"] = (null, new() { ConversationId = Value }),
        ["required function"] = (null, new() { ToolMode = ChatToolMode.RequireSpecific(Value) }),
        ["tool name"] = (null, new() { Tools = [AIFunctionFactory.CreateDeclaration(Value, "d", JsonSerializer.SerializeToElement(new { }))] }),
        ["schema's property"] = (null, new() { Tools = [Tool(new Dictionary<string, object> { ["properties"] = new Dictionary<string, int> { [Value] = 1 } })] }),
        ["schema's pattern"] = (null, new() { Tools = [Tool(new { anyOf = new[] { new { pattern = Value } } })] }),
        ["schema name"] = (null, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(new { }), Value) }),
    };

    public static TheoryData<string> Positions => [.. Messages.Keys, .. Options.Keys];

    public static TheoryData<string> FixedPositions => [.. Fixed.Keys];

    [Theory]
    [MemberData(nameof(Positions))]
    public void Redact_AnyPosition_LeavesNoValueAndTheCallersObjects(string position)
    {
        using var map = new RedactionMap();
        ChatMessage[] messages = [new(ChatRole.User, "hi"), Messages.GetValueOrDefault(position) ?? new(ChatRole.User, "hi")];
        ChatOptions? options = Options.GetValueOrDefault(position);
        string before = RequestJson.Of(messages, options);

        RedactedRequest request = Redacting.Redact(messages, map, options);

        Assert.Equal(RedactionObstacle.None, request.Obstacle);
        Assert.DoesNotContain(Value, RequestJson.Of(request.Messages, request.Options));
        Assert.True(position == "message id" || RequestJson.Of(request.Messages, request.Options).Contains("[EMAIL_1]"));
        Assert.False(Redacting.Redactor().HasPrivateData(request.Messages, request.Options, Redacting.AllCategories, map));
        Assert.Equal(before, RequestJson.Of(messages, options));
    }

    [Theory]
    [MemberData(nameof(FixedPositions))]
    public void Redact_PlaceThatCannotChange_IsAnObstacle(string position)
    {
        using var map = new RedactionMap();
        (ChatMessage? message, ChatOptions? options) = Fixed[position];
        ChatMessage[] messages = message is null ? [] : [message];

        RedactedRequest request = Redacting.Redact(messages, map, options);

        Assert.Equal(RedactionObstacle.Unchangeable, request.Obstacle);
        Assert.Same(messages, request.Messages);
        Assert.Same(options, request.Options);
    }

    [Fact]
    public void Redact_PartThatCannotBeRead_IsAnObstacle()
    {
        using var map = new RedactionMap();
        ChatMessage[] messages = [new(ChatRole.User, [new DataContent(Encoding.Unicode.GetBytes(Value), "text/plain")])];
        ChatMessage[] unknown = [new(ChatRole.User, [new UnreadableContent()])];
        var factory = new ChatOptions { RawRepresentationFactory = _ => Value };

        Assert.Equal(RedactionObstacle.Unreadable, Redacting.Redact(messages, map).Obstacle);
        Assert.Equal(RedactionObstacle.Unreadable, Redacting.Redact(unknown, map).Obstacle);
        Assert.Equal(RedactionObstacle.Unreadable, Redacting.Redact([], map, factory).Obstacle);
        Assert.Equal(RedactionObstacle.None, Redacting.Redactor(trust: true).Redact([], factory, Redacting.AllCategories, map).Obstacle);
        Assert.False(Redacting.Redactor(trust: true).HasPrivateData([], factory, Redacting.AllCategories, map));
    }

    [Fact]
    public void Redact_NumberInJson_BecomesAPlaceholderString()
    {
        using var map = new RedactionMap();
        var result = new FunctionResultContent("1", new Dictionary<string, object?> { ["card"] = long.Parse(PrivateText.CardNumber()), ["n"] = 12 });

        RedactedRequest request = Redacting.Redact([new(ChatRole.Tool, [result])], map);

        var redacted = (FunctionResultContent)request.Messages[0].Contents[0];
        Assert.Equal("{\"card\":\"[CREDIT_CARD_1]\",\"n\":12}", redacted.Result!.ToString());
    }

    [Fact]
    public void Redact_RawRepresentation_IsDroppedWhereAValueStands()
    {
        using var map = new RedactionMap();
        var redactor = new Redactor(new(), PiiDetector.Default, new RawRepresentations([new StringReader()]));
        ChatMessage[] messages =
        [
            new(ChatRole.User, [new TextContent("x") { RawRepresentation = Value }]),
            new(ChatRole.User, "y") { RawRepresentation = Value },
            new(ChatRole.User, [new TextContent(Value) { RawRepresentation = "plain" }]) { RawRepresentation = "plain" },
            new(ChatRole.User, [new TextContent("z") { RawRepresentation = "plain" }]) { RawRepresentation = "plain" },
        ];

        IReadOnlyList<ChatMessage> redacted = redactor.Redact(messages, null, Redacting.AllCategories, map).Messages;

        Assert.All(redacted.Take(3), message => Assert.Null(message.RawRepresentation));
        Assert.Null(redacted[0].Contents[0].RawRepresentation);
        Assert.Null(redacted[2].Contents[0].RawRepresentation);
        Assert.Same(messages[3], redacted[3]);
        Assert.Equal(RedactionObstacle.Unchangeable, redactor.Redact(
            [new(ChatRole.User, [new AIContent { RawRepresentation = Value }])], null, Redacting.AllCategories, map).Obstacle);
    }

    private static AIFunctionDeclaration Tool(object schema) => AIFunctionFactory.CreateDeclaration("f", "d", JsonSerializer.SerializeToElement(schema));

    /// <summary>Two names that have the same placeholder.</summary>
    private static AdditionalPropertiesDictionary Twice() => new() { [Value] = 1, [Uri.EscapeDataString(Value)] = 2 };

    private sealed class StringReader : IRawRepresentationReader
    {
        public bool CanRead(object rawRepresentation) => rawRepresentation is string;

        public string ReadJson(object rawRepresentation) => JsonSerializer.Serialize((string)rawRepresentation);
    }

    private sealed class UnreadableContent : AIContent
    {
        public IntPtr Handle => 1;
    }
}
