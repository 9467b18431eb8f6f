using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using static HybridInference.Tests.Portability.ThreeTargets;

namespace HybridInference.Tests.Portability;

public sealed class PinningTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.User, "Hello.")];

    private readonly ThreeTargets _targets = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ConversationThatATargetKeeps_GoesThereAlone(bool streaming)
    {
        await StartConversationAsync(streaming);

        ChatResponse response = await SendAsync(streaming, "And now?", new ChatOptions { ConversationId = "conversation-1" });

        RoutingDecision decision = DecisionOf(response);
        Assert.Equal(["b"], decision.Targets);
        Assert.Contains(new TargetDenial("a", RoutingReasons.ConversationPinned, "issued by 'b'"), decision.Verdict.Denials);
        Assert.Equal("conversation-1", _targets.B.Requests[^1].Options!.ConversationId);
        Assert.Empty(_targets.A.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ConversationNobodyKnows_BelongsToTheTargetThatTakesIt(bool streaming)
    {
        var options = new ChatOptions { ConversationId = "made elsewhere" };
        _targets.Preferred = "b";
        await SendAsync(streaming, "Hello.", options);
        _targets.Preferred = "a";

        await SendAsync(streaming, "And now?", options);

        Assert.Equal(2, _targets.B.Requests.Count);
        Assert.Empty(_targets.A.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ContinuationToken_GoesToTheTargetThatIssuedItAlone(bool streaming)
    {
        ResponseContinuationToken token = ResponseContinuationToken.FromBytes(new byte[] { 1, 2, 3 });
        Answer(_targets.B, () => new(new ChatMessage(ChatRole.Assistant, "working")) { ContinuationToken = token, FinishReason = ChatFinishReason.Stop });
        _targets.Preferred = "b";
        await SendAsync(streaming, "Hello.", new ChatOptions { AllowBackgroundResponses = true });
        _targets.Preferred = "a";
        var later = new ChatOptions { ContinuationToken = ResponseContinuationToken.FromBytes(new byte[] { 1, 2, 3 }) };

        ChatResponse response = await _targets.Client.SendAsync(streaming, [], later, Token);

        RoutingDecision decision = DecisionOf(response);
        Assert.Equal(["b"], decision.Targets);
        Assert.Contains(RoutingReasons.ResponsePinned, decision.Reasons);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ItsOnlyTargetKeepsFailing_IsTriedThereAllTheSame(bool streaming)
    {
        await StartConversationAsync(streaming);
        Fail(_targets.B);
        var options = new ChatOptions { ConversationId = "conversation-1" };

        for (int i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(streaming, "And now?", options));
        }

        Assert.Equal(6, _targets.B.Requests.Count);
        Assert.Empty(_targets.A.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OpenToolRound_StaysWithTheTargetThatCalled(bool streaming)
    {
        ChatMessage[] round = await CallToolAsync(streaming, "sunny");

        ChatResponse response = await _targets.Client.SendAsync(streaming, round, cancellationToken: Token);

        Assert.Equal("b", DecisionOf(response).Target);
        Assert.Contains(RoutingReasons.OpenToolRound, DecisionOf(response).Reasons);
        Assert.Same(round[1], _targets.B.Requests[^1].Messages[1]);
        Assert.Equal(RequestAdaptations.None, DecisionOf(response).Attempts[^1].Adaptations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OpenToolRoundWhoseTargetFails_GoesOnElsewhereWithOtherIds(bool streaming)
    {
        ChatMessage[] round = await CallToolAsync(streaming, "sunny");
        Fail(_targets.B);

        ChatResponse response = await _targets.Client.SendAsync(streaming, round, cancellationToken: Token);

        Assert.Equal("a", DecisionOf(response).Target);
        Assert.Equal([RequestAdaptations.None, RequestAdaptations.ToolCallIds], DecisionOf(response).Attempts.Select(attempt => attempt.Adaptations));
        AssertPair(Assert.Single(_targets.A.Requests).Messages);
        Assert.Equal("call-of-b", ((FunctionCallContent)round[1].Contents[0]).CallId);
        Assert.Equal("call-of-b", ((FunctionResultContent)round[2].Contents[0]).CallId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OpenToolRoundWithAPrivateResult_GoesOnHere(bool streaming)
    {
        ChatMessage[] round = await CallToolAsync(streaming, PrivateText.Email());

        ChatResponse response = await _targets.Client.SendAsync(streaming, round, cancellationToken: Token);

        Assert.Equal("local", DecisionOf(response).Target);
        AssertPair(Assert.Single(_targets.Local.Requests).Messages);
        Assert.Single(_targets.B.Requests);
        Assert.Empty(_targets.A.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FunctionInvocation_ProviderKeepsTheConversation_ResultsGoThereAlone(bool streaming)
    {
        Answer(_targets.B, () => new(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("call-of-b", "weather")]))
        {
            ConversationId = "conversation-1",
            FinishReason = ChatFinishReason.ToolCalls,
        });
        _targets.Preferred = "b";
        var tool = AIFunctionFactory.Create(
            () =>
            {
                _targets.Preferred = "a";
                Keep(_targets.B, "conversation-2", "It is sunny.");
                return "sunny";
            },
            "weather");
        using IChatClient client = _targets.Client.AsBuilder().UseFunctionInvocation().Build();

        ChatResponse response = await client.SendAsync(streaming, Hello, new() { Tools = [tool] }, Token);

        Assert.Equal("It is sunny.", response.Messages[^1].Text);
        Assert.Equal(2, _targets.B.Requests.Count);
        Assert.Equal("conversation-1", _targets.B.Requests[^1].Options!.ConversationId);
        Assert.IsType<FunctionResultContent>(Assert.Single(Assert.Single(_targets.B.Requests[^1].Messages).Contents));
        Assert.Empty(_targets.A.Requests);
    }

    [Fact]
    public async Task FindPin_NothingThatATargetIssued_AllocatesNothing()
    {
        var memory = new IssuerMemory();
        memory.Learn("b", [new FunctionCallContent("call-of-b", "weather")]);
        var options = new ChatOptions { Temperature = 0 };
        bool found = false;

        long bytes = await Allocations.OfCallAsync(() => found |= memory.FindPin(Hello, options) is not null);

        Assert.Equal(0, bytes);
        Assert.False(found);
    }

    [Fact]
    public void FindIssuer_IdOfTwoTargets_BelongsToTheLaterOne()
    {
        var memory = new IssuerMemory();
        AIContent call = new FunctionCallContent("1", "weather");
        memory.Learn("a", [call]);
        memory.Learn("b", [call, new FunctionCallContent("", "weather"), new TextContent("text")]);

        Assert.Equal("b", memory.FindIssuer(new FunctionResultContent("1", "sunny")));
        Assert.Null(memory.FindIssuer(new FunctionCallContent("", "weather")));
    }

    [Fact]
    public void FindIssuer_ManyIdsLater_OldestIsForgottenAndUsedOneIsNot()
    {
        var memory = new IssuerMemory();
        memory.Learn("a", [new FunctionCallContent("oldest", "f"), new FunctionCallContent("used", "f")]);
        for (int i = 0; i < 40_000; i++)
        {
            memory.Learn("b", [new FunctionCallContent($"call-{i}", "f")]);
            _ = memory.FindIssuer(new FunctionResultContent("used", null));
        }

        Assert.Null(memory.FindIssuer(new FunctionResultContent("oldest", null)));
        Assert.Equal("a", memory.FindIssuer(new FunctionResultContent("used", null)));
    }

    private static void AssertPair(IReadOnlyList<ChatMessage> messages)
    {
        string id = Assert.IsType<FunctionCallContent>(Assert.Single(messages[1].Contents)).CallId;
        Assert.Matches("^[0-9A-Za-z]{9}$", id);
        Assert.Equal(id, Assert.IsType<FunctionResultContent>(Assert.Single(messages[2].Contents)).CallId);
    }

    private Task<ChatResponse> SendAsync(bool streaming, string message, ChatOptions? options = null) =>
        _targets.Client.SendAsync(streaming, message, options, Token);

    /// <summary>Lets target b begin a conversation, and then prefers a.</summary>
    private async Task StartConversationAsync(bool streaming)
    {
        Keep(_targets.B, "conversation-1");
        _targets.Preferred = "b";
        await SendAsync(streaming, "Hello.");
        _targets.Preferred = "a";
    }

    /// <summary>Lets target b call a tool, and then prefers a.</summary>
    /// <returns>The messages with the result.</returns>
    private async Task<ChatMessage[]> CallToolAsync(bool streaming, string result)
    {
        Answer(_targets.B, new FunctionCallContent("call-of-b", "weather"));
        _targets.Preferred = "b";
        ChatResponse called = await _targets.Client.SendAsync(streaming, Hello, cancellationToken: Token);
        Answer(_targets.B, new TextContent("answer of b"));
        _targets.Preferred = "a";
        ChatMessage call = called.Messages.Single(message => message.Contents.OfType<FunctionCallContent>().Any());
        return [.. Hello, call, new(ChatRole.Tool, [new FunctionResultContent("call-of-b", result)])];
    }
}
