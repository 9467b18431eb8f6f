using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

public sealed class ClientContractTests
{
    [Fact]
    public void GetService_OwnTypes_AreTheHybridClients()
    {
        HybridChatClient client = new TestHybrid().Client;

        Assert.Same(client, client.GetService<HybridChatClient>());
        Assert.Same(client, client.GetService<IChatClient>());
        Assert.Equal("hybrid", client.GetService<ChatClientMetadata>()!.ProviderName);
        Assert.Null(client.GetService<TimeProvider>());
    }

    [Fact]
    public void GetService_TargetsNameAsKey_AsksTheTarget()
    {
        var hybrid = new TestHybrid();

        Assert.Same(hybrid.Remote, hybrid.Client.GetService<FakeChatClient>("remote"));
        Assert.Null(hybrid.Client.GetService<FakeChatClient>("nobody"));
    }

    [Fact]
    public void GetService_Middleware_CountsOnlyWhenEveryTargetHasIt()
    {
        IChatClient plain = new FakeChatClient();
        IChatClient withFunctions = new FakeChatClient().AsBuilder().UseFunctionInvocation().Build();

        Assert.Null(new HybridChatClient([HybridTarget.Local(plain), HybridTarget.Remote(withFunctions)]).GetService<FunctionInvokingChatClient>());
        Assert.NotNull(new HybridChatClient([HybridTarget.Local(withFunctions), HybridTarget.Remote(withFunctions)]).GetService<FunctionInvokingChatClient>());
    }

    [Fact]
    public void GetService_NoType_Throws() => Assert.Throws<ArgumentNullException>(() => new TestHybrid().Client.GetService(null!));

    [Fact]
    public void GetService_Disposed_StillAnswers()
    {
        var hybrid = new TestHybrid();
        hybrid.Client.Dispose();

        Assert.Same(hybrid.Client, hybrid.Client.GetService<HybridChatClient>());
        Assert.Same(hybrid.Local, hybrid.Client.GetService<FakeChatClient>("local"));
    }

    [Fact]
    public void Dispose_Twice_DisposesOwnedClientsOnceAndOthersNever()
    {
        var owned = new FakeChatClient();
        var borrowed = new FakeChatClient();
        var client = new HybridChatClient([HybridTarget.Local(owned, ownsClient: true), HybridTarget.Remote(borrowed)]);

        client.Dispose();
        client.Dispose();

        Assert.Equal(1, owned.DisposeCount);
        Assert.Equal(0, borrowed.DisposeCount);
    }

    [Fact]
    public async Task Request_AfterDispose_Throws()
    {
        HybridChatClient client = new TestHybrid().Client;
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetResponseAsync("hi", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Arguments_Null_AreNamedBeforeAnyTargetIsAsked()
    {
        var hybrid = new TestHybrid();

        Assert.Equal("messages", (await Assert.ThrowsAsync<ArgumentNullException>(() => hybrid.Client.GetResponseAsync((IEnumerable<ChatMessage>)null!, cancellationToken: TestContext.Current.CancellationToken))).ParamName);
        Assert.Equal("messages", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await hybrid.Client.ExplainAsync(null!, cancellationToken: TestContext.Current.CancellationToken))).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentNullException>(() => new HybridChatClient(null!)).ParamName);
        Assert.Equal("client", Assert.Throws<ArgumentNullException>(() => HybridTarget.Local(null!)).ParamName);
        Assert.Equal("client", Assert.Throws<ArgumentNullException>(() => HybridTarget.Remote(null!)).ParamName);
        Assert.Empty(hybrid.Local.Requests);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_ReadTwice_AsksTwiceAndEachHasItsDecision()
    {
        var hybrid = new TestHybrid();
        IAsyncEnumerable<ChatResponseUpdate> stream = hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: TestContext.Current.CancellationToken);

        ChatResponse first = await stream.ToChatResponseAsync(TestContext.Current.CancellationToken);
        ChatResponse second = await stream.ToChatResponseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("local answer", "local answer", 2), (first.Text, second.Text, hybrid.Local.Requests.Count));
        Assert.Single(TestHybrid.DecisionOf(first).Attempts);
        Assert.Single(TestHybrid.DecisionOf(second).Attempts);
    }

    [Fact]
    public void Constructor_BadTargets_Throws()
    {
        Assert.Throws<ArgumentException>(() => new HybridChatClient([]));
        var client = new FakeChatClient();
        ArgumentException doubled = Assert.Throws<ArgumentException>(
            () => new HybridChatClient([HybridTarget.Local(client, "a"), HybridTarget.Remote(client, "a")]));
        Assert.Contains("'a'", doubled.Message);
    }

    [Fact]
    public void Constructor_BadOption_NamesItAndTheValue()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => new HybridChatClient([HybridTarget.Local(new FakeChatClient())], options: new() { MaxAttempts = 11 }));

        Assert.Contains("HybridChatClientOptions.MaxAttempts is 11", thrown.Message);
    }

    [Theory]
    [InlineData("http://192.0.2.7:11434/", false)]
    [InlineData("https://models.example.org/v1", false)]
    [InlineData("http://127.0.0.1:11434/", true)]
    [InlineData("http://localhost:1234/v1", true)]
    public void Local_EndpointOfTheClient_MustBeThisMachine(string endpoint, bool isLocal)
    {
        var client = new FakeChatClient
        {
            GetServiceCallback = (type, _) => type == typeof(ChatClientMetadata) ? new ChatClientMetadata("x", new Uri(endpoint)) : null,
        };

        if (isLocal)
        {
            Assert.Equal(TargetLocation.Local, HybridTarget.Local(client).Route.Location);
        }
        else
        {
            Assert.Throws<ArgumentException>(() => HybridTarget.Local(client));
        }
    }

    [Fact]
    public void Targets_ClientTellsItsCapabilities_AreTaken()
    {
        var capabilities = new TargetCapabilities(ChatCapabilities.Tools, 128);
        var client = new FakeChatClient { GetServiceCallback = (type, _) => type == typeof(TargetCapabilities) ? capabilities : null };

        Assert.Same(capabilities, HybridTarget.Local(client).Route.Capabilities);
        Assert.Equal(ChatCapabilities.None, HybridTarget.Local(new FakeChatClient()).Route.Capabilities.Supported);
        Assert.Equal(ChatCapabilities.All, HybridTarget.Remote(new FakeChatClient()).Route.Capabilities.Supported);
    }

    [Fact]
    public async Task Response_WhatTheTargetSaidOfIt_IsNotRewritten()
    {
        var own = new ChatResponse(new ChatMessage(ChatRole.Assistant, "answer") { MessageId = "message-1" })
        {
            ResponseId = "response-1",
            ModelId = "model-1",
            CreatedAt = DateTimeOffset.UnixEpoch,
            FinishReason = ChatFinishReason.Length,
            RawRepresentation = new object(),
        };
        var local = new FakeChatClient { GetResponseAsyncCallback = (_, _, _) => Task.FromResult(own) };

        ChatResponse response = await new TestHybrid(local: local).Client.SendAsync(streaming: false, "hi", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ("response-1", "model-1", DateTimeOffset.UnixEpoch, ChatFinishReason.Length, own.RawRepresentation, "message-1"),
            (response.ResponseId, response.ModelId, response.CreatedAt, response.FinishReason, response.RawRepresentation, response.Messages[0].MessageId));
    }

    [Fact]
    public async Task Stream_WhatTheTargetSaidOfIt_IsNotRewritten()
    {
        var own = new ChatResponseUpdate(ChatRole.Assistant, "answer")
        {
            MessageId = "message-1",
            ResponseId = "response-1",
            ModelId = "model-1",
            CreatedAt = DateTimeOffset.UnixEpoch,
            FinishReason = ChatFinishReason.Length,
            RawRepresentation = new object(),
        };
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of([own]) };

        List<ChatResponseUpdate> updates = await new TestHybrid(local: local).Client
            .GetStreamingResponseAsync("hi", cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("response-1", "model-1", DateTimeOffset.UnixEpoch, ChatFinishReason.Length, own.RawRepresentation, "message-1"),
            (updates[0].ResponseId, updates[0].ModelId, updates[0].CreatedAt, updates[0].FinishReason, updates[0].RawRepresentation, updates[0].MessageId));
        Assert.Equal(
            (null, null, null, null),
            (updates[^1].ResponseId, updates[^1].ModelId, updates[^1].CreatedAt, updates[^1].FinishReason));
    }

    [Fact]
    public async Task Requests_ManyAtOnce_AreIndependent()
    {
        var hybrid = new TestHybrid();

        ChatResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            hybrid.Client.SendAsync(streaming: i % 2 == 0, i % 3 == 0 ? TestHybrid.LargePrompt : "hi", cancellationToken: TestContext.Current.CancellationToken)));

        for (int i = 0; i < responses.Length; i++)
        {
            Assert.Equal(i % 3 == 0 ? "remote answer" : "local answer", responses[i].Text);
            Assert.Single(TestHybrid.DecisionOf(responses[i]).Attempts);
        }
    }
}
