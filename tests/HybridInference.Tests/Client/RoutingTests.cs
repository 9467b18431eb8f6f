using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

public sealed class RoutingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_SmallPrompt_RunsLocally(bool streaming)
    {
        var hybrid = new TestHybrid();

        ChatResponse response = await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal("local answer", response.Text);
        Assert.Equal([RoutingReasons.SmallPrompt], TestHybrid.DecisionOf(response).Reasons);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LargePrompt_RunsRemotely(bool streaming)
    {
        var hybrid = new TestHybrid();

        ChatResponse response = await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, cancellationToken: Token);

        Assert.Equal("remote answer", response.Text);
        Assert.Equal([RoutingReasons.LargePrompt], TestHybrid.DecisionOf(response).Reasons);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LargeAndPrivate_StaysLocal(bool streaming)
    {
        var hybrid = new TestHybrid();

        ChatResponse response = await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt + PrivateText.Email(), cancellationToken: Token);

        Assert.Equal("local answer", response.Text);
        Assert.Equal([RoutingReasons.PiiDetected], TestHybrid.DecisionOf(response).Reasons);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateInAnEarlierTurn_StaysLocal(bool streaming)
    {
        var hybrid = new TestHybrid();
        ChatMessage[] messages = [new(ChatRole.User, PrivateText.Email()), new(ChatRole.Assistant, "ok"), new(ChatRole.User, TestHybrid.LargePrompt)];

        await hybrid.Client.SendAsync(streaming, messages, cancellationToken: Token);

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndRemoteOnly_IsRefusedBeforeAnyCall(bool streaming)
    {
        var hybrid = new TestHybrid();
        ChatOptions options = new ChatOptions().RouteTo(RoutingChoice.RemoteOnly);

        PrivateRequestUnservedException exception = await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), options, Token));

        Assert.Contains(RoutingReasons.PiiDetected, exception.Message);
        Assert.Contains(RoutingReasons.CallerChoice, exception.Message);
        Assert.DoesNotContain(PrivateText.Email(), exception.ToString());
        Assert.Empty(hybrid.Local.Requests);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_DetectorThrows_StaysLocal(bool streaming)
    {
        var hybrid = new TestHybrid(services: new() { Detector = new FailingDetector() });

        await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, cancellationToken: Token);

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task ExplainAsync_AnyRequest_IsWhatHappensThenAndCallsNobody()
    {
        var hybrid = new TestHybrid();
        ChatMessage[] messages = [new(ChatRole.User, TestHybrid.LargePrompt)];

        RoutingDecision explained = await hybrid.Client.ExplainAsync(messages, cancellationToken: Token);

        Assert.Empty(hybrid.Local.Requests);
        Assert.Empty(hybrid.Remote.Requests);
        RoutingDecision decided = TestHybrid.DecisionOf(await hybrid.Client.GetResponseAsync(messages, cancellationToken: Token));
        Assert.Equal(explained.Targets, decided.Targets);
        Assert.Equal(explained.Verdict, decided.Verdict);
        Assert.Equal(explained.Reasons, decided.Reasons);
    }

    [Fact]
    public async Task ExplainAsync_RefusedRequest_HasNoTarget()
    {
        var hybrid = new TestHybrid();

        RoutingDecision decision = await hybrid.Client.ExplainAsync(
            [new(ChatRole.User, PrivateText.Email())], new ChatOptions().RouteTo(RoutingChoice.RemoteOnly), Token);

        Assert.Null(decision.Target);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CallersOptions_AreNotChangedAndTheChoiceStaysHere(bool streaming)
    {
        var hybrid = new TestHybrid();
        ChatOptions options = new ChatOptions { ModelId = "gpt-x", Temperature = 0.5f }.RouteTo(RoutingChoice.LocalOnly);

        await hybrid.Client.SendAsync(streaming, "hi", options, Token);

        ChatOptions received = Assert.Single(hybrid.Local.Requests).Options!;
        Assert.Null(received.ModelId);
        Assert.Equal(0.5f, received.Temperature);
        Assert.Empty(received.AdditionalProperties!);
        Assert.Equal("gpt-x", options.ModelId);
        Assert.Single(options.AdditionalProperties!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ModelId_ReachesTheRemoteTarget(bool streaming)
    {
        var hybrid = new TestHybrid();
        var options = new ChatOptions { ModelId = "gpt-x" };

        await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, options, Token);

        Assert.Same(options, Assert.Single(hybrid.Remote.Requests).Options);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Messages_AreEnumeratedOnce(bool streaming)
    {
        var hybrid = new TestHybrid(local: FakeChatClient.Failing(new HttpRequestException("down")));
        int enumerations = 0;

        IEnumerable<ChatMessage> Messages()
        {
            enumerations++;
            yield return new(ChatRole.User, "hi");
        }

        await hybrid.Client.SendAsync(streaming, Messages(), cancellationToken: Token);

        Assert.Equal(1, enumerations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ListChangedAfterTheCall_DoesNotReachTheTarget(bool streaming)
    {
        List<ChatMessage> messages = [new(ChatRole.User, TestHybrid.LargePrompt)];
        var hybrid = new TestHybrid();
        if (streaming)
        {
            IAsyncEnumerable<ChatResponseUpdate> stream = hybrid.Client.GetStreamingResponseAsync(messages, cancellationToken: Token);
            messages.Add(new(ChatRole.User, PrivateText.Email()));
            await stream.ToChatResponseAsync(Token);
        }
        else
        {
            Task<ChatResponse> response = hybrid.Client.GetResponseAsync(messages, cancellationToken: Token);
            messages.Add(new(ChatRole.User, PrivateText.Email()));
            await response;
        }

        Assert.DoesNotContain(PrivateText.Email(), Assert.Single(hybrid.Remote.Requests).Text);
    }

    private sealed class FailingDetector : IPiiDetector
    {
        public bool RunsLocally => true;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches) => throw new InvalidOperationException("broken");
    }
}
