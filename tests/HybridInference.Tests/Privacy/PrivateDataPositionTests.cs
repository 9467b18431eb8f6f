using System.Text;
using System.Text.Json;
using HybridInference.Tests.Routing;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy;

/// <summary>Wherever in a request private text stands, the request is private.</summary>
public sealed class PrivateDataPositionTests
{
    private static readonly string Value = PrivateText.Email();

    public static TheoryData<string> Positions => [.. RequestPositions.InMessage.Keys, .. RequestPositions.InOptions.Keys];

    public static TheoryData<string> Encodings => [.. RequestPositions.Encoded.Keys];

    [Theory]
    [MemberData(nameof(Positions))]
    public void PrivateData_InAnyPosition_IsFound(string position)
    {
        ChatMessage? message = RequestPositions.InMessage.GetValueOrDefault(position)?.Invoke(Value);
        ChatOptions? options = RequestPositions.InOptions.GetValueOrDefault(position)?.Invoke(Value);

        ChatRoutingContext context = TestTargets.Context([new(ChatRole.User, "hi"), message ?? new(ChatRole.User, "hi")], options);

        PrivateDataFinding finding = Assert.Single(context.PrivateData);
        Assert.Equal(PiiCategories.Email, finding.Category);
        Assert.Equal(message is null ? PrivateDataFinding.InOptions : 1, finding.MessageIndex);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void PrivateData_WrittenAsSomethingElse_IsFound(string encoding)
    {
        ChatRoutingContext context = TestTargets.Context([RequestPositions.Encoded[encoding](Value)]);

        Assert.Equal([new(PiiCategories.Email, 0, 1)], context.PrivateData);
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
    public void PrivateData_MessageThatMayHoldMore_IsUnreadable()
    {
        ChatRoutingContext context = TestTargets.Context([new Note { Text = Value }]);

        Assert.Equal([new(PiiCategories.Unreadable, 0, 1)], context.PrivateData);
    }

    public static TheoryData<AIContent> UnreadableContents => [new UnreadableContent(), new NotedCall { Note = Value }];

    [Theory]
    [MemberData(nameof(UnreadableContents))]
    public async Task PrivateData_ContentThatCannotBeRead_CountsAsPrivate(AIContent content)
    {
        ChatRoutingContext context = TestTargets.Context([new ChatMessage(ChatRole.User, [content])]);

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

    private sealed class Note : ChatMessage
    {
        public new required string Text { get; init; }
    }

    private static FunctionCallContent Call(object? argument) => new("1", "f", new Dictionary<string, object?> { ["a"] = argument });

    private sealed class NotedCall() : FunctionCallContent("1", "f")
    {
        public required string Note { get; init; }
    }

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
