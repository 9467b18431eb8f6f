using System.Text;
using System.Text.Json;
using HybridInference.Tests.Routing;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy;

/// <summary>Wherever in a request private text stands, the request is private.</summary>
public sealed class PrivateDataPositionTests
{
    private static readonly string Value = PrivateText.Email();

    private static readonly Dictionary<string, ChatMessage> Messages = new()
    {
        ["system message"] = new(ChatRole.System, Value),
        ["user message"] = new(ChatRole.User, Value),
        ["assistant message"] = new(ChatRole.Assistant, Value),
        ["author name"] = new(ChatRole.User, "hi") { AuthorName = Value },
        ["message property"] = new(ChatRole.User, "hi") { AdditionalProperties = new() { ["p"] = Value } },
        ["content property"] = new(ChatRole.User, [new TextContent("hi") { AdditionalProperties = new() { ["p"] = Value } }]),
        ["reasoning"] = new(ChatRole.Assistant, [new TextReasoningContent(Value)]),
        ["function name"] = new(ChatRole.Assistant, [new FunctionCallContent("1", Value)]),
        ["message id"] = new(ChatRole.User, "hi") { MessageId = Value },
        ["call id"] = new(ChatRole.Assistant, [new FunctionCallContent(Value, "f")]),
        ["result's call id"] = new(ChatRole.Tool, [new FunctionResultContent(Value, "ok")]),
        ["property name"] = new(ChatRole.User, "hi") { AdditionalProperties = new() { [Value] = 1 } },
        ["function argument"] = new(ChatRole.Assistant, [Call(Value)]),
        ["nested function argument"] = new(ChatRole.Assistant, [Call(new Dictionary<string, object?> { ["to"] = new[] { Value } })]),
        ["function result"] = new(ChatRole.Tool, [new FunctionResultContent("1", Value)]),
        ["function result object"] = new(ChatRole.Tool, [new FunctionResultContent("1", new Dictionary<string, object?> { ["mail"] = Value })]),
        ["function result json"] = new(ChatRole.Tool, [new FunctionResultContent("1", JsonSerializer.SerializeToElement(new { mail = Value }))]),
        ["file name"] = new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png") { Name = Value }]),
        ["text file"] = new(ChatRole.User, [new DataContent(Encoding.UTF8.GetBytes(Value), "text/plain")]),
        ["address"] = new(ChatRole.User, [new UriContent("https://example.org/?to=" + Value, "image/png")]),
        ["hosted file"] = new(ChatRole.User, [new HostedFileContent("1") { Name = Value }]),
        ["error"] = new(ChatRole.Assistant, [new ErrorContent(Value)]),
    };

    private static readonly Dictionary<string, ChatOptions> Options = new()
    {
        ["model id"] = new() { ModelId = Value },
        ["conversation id"] = new() { ConversationId = Value },
        ["required function"] = new() { ToolMode = ChatToolMode.RequireSpecific(Value) },
        ["instructions"] = new() { Instructions = Value },
        ["option property"] = new() { AdditionalProperties = new() { ["user"] = Value } },
        ["stop sequence"] = new() { StopSequences = [Value] },
        ["tool description"] = new() { Tools = [AIFunctionFactory.Create(() => 1, "f", Value)] },
        ["response schema"] = new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(new { title = Value })) },
    };

    public static TheoryData<string> Positions => [.. Messages.Keys, .. Options.Keys];

    [Theory]
    [MemberData(nameof(Positions))]
    public void PrivateData_InAnyPosition_IsFound(string position)
    {
        ChatMessage[] messages = [new(ChatRole.User, "hi"), Messages.GetValueOrDefault(position) ?? new(ChatRole.User, "hi")];

        ChatRoutingContext context = TestTargets.Context(messages, Options.GetValueOrDefault(position));

        PrivateDataFinding finding = Assert.Single(context.PrivateData);
        Assert.Equal(PiiCategories.Email, finding.Category);
        Assert.Equal(Messages.ContainsKey(position) ? 1 : PrivateDataFinding.InOptions, finding.MessageIndex);
    }

    [Theory]
    [InlineData("first line\n{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("tab\t{0}\\")]
    public void PrivateData_BehindAJsonEscape_IsFound(string format)
    {
        string card = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, PrivateText.CardNumber());
        ChatMessage[] messages =
        [
            new(ChatRole.Tool, [new FunctionResultContent("1", new Dictionary<string, object?> { ["note"] = card })]),
            new(ChatRole.Assistant, [Call(card)]),
            new(ChatRole.User, [new DataContent(JsonSerializer.SerializeToUtf8Bytes(new { note = card }), "application/json")]),
        ];

        Assert.Equal([0, 1, 2], TestTargets.Context(messages).PrivateData.Select(finding => finding.MessageIndex));
    }

    [Fact]
    public void PrivateData_NumberInJson_IsFound()
    {
        var result = new FunctionResultContent("1", new Dictionary<string, object?> { ["card"] = long.Parse(PrivateText.CardNumber()) });

        Assert.Single(TestTargets.Context([new ChatMessage(ChatRole.Tool, [result])]).PrivateData);
    }

    [Fact]
    public void PrivateData_TextInAnotherEncoding_IsUnreadable()
    {
        var file = new DataContent(Encoding.Unicode.GetBytes(Value), "text/plain");

        PrivateDataFinding finding = Assert.Single(TestTargets.Context([new ChatMessage(ChatRole.User, [file])]).PrivateData);

        Assert.Equal(PiiCategories.Unreadable, finding.Category);
    }

    [Fact]
    public async Task PrivateData_ContentThatCannotBeRead_CountsAsPrivate()
    {
        ChatRoutingContext context = TestTargets.Context([new ChatMessage(ChatRole.User, [new UnreadableContent()])]);

        RoutingVerdict verdict = await new CompositeRoutingPolicy([new PiiRoutingPolicy()])
            .EvaluateAsync(context, TestContext.Current.CancellationToken);

        Assert.Equal("remote", Assert.Single(verdict.Denials).Target);
    }

    [Fact]
    public void PrivateData_ScoreBelowTheThreshold_IsNoFinding()
    {
        ChatRoutingContext context = TestTargets.Context([new ChatMessage(ChatRole.User, "hi")], detector: new UnsureDetector());

        Assert.Empty(context.PrivateData);
    }

    private static FunctionCallContent Call(object? argument) => new("1", "f", new Dictionary<string, object?> { ["a"] = argument });

    private sealed class UnreadableContent : AIContent
    {
        public IntPtr Handle => 1;
    }

    private sealed class UnsureDetector : IPiiDetector
    {
        public bool RunsLocally => true;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches) => matches.Add(new("X", 0, 1, 0.4));
    }
}
