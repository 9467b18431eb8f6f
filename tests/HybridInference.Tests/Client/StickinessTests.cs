using CsCheck;
using HybridInference.Tests.Routing;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Client;

public sealed class StickinessTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ChatMessage[] Grown => [new(ChatRole.User, "hi"), new(ChatRole.Assistant, "local answer"), new(ChatRole.User, TestHybrid.LargePrompt)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_AnotherTargetGainsLessThanTheMargin_Stays(bool streaming)
    {
        TestHybrid hybrid = Create();
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        ChatResponse response = await hybrid.Client.SendAsync(streaming, Grown, cancellationToken: Token);

        Assert.Equal("local", TestHybrid.DecisionOf(response).Target);
        Assert.Equal([RoutingReasons.StickyConversation], TestHybrid.DecisionOf(response).Reasons);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_CallerWantsAnotherTarget_MovesAndStaysThere(bool streaming)
    {
        TestHybrid hybrid = Create();
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        await hybrid.Client.SendAsync(streaming, "hi", new ChatOptions().RouteTo(RoutingChoice.PreferRemote), Token);
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Single(hybrid.Local.Requests);
        Assert.Equal(2, hybrid.Remote.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_TurnsPrivate_DoesNotStay(bool streaming)
    {
        TestHybrid hybrid = Create();
        await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, cancellationToken: Token);

        ChatResponse response = await hybrid.Client.SendAsync(
            streaming, [new(ChatRole.User, TestHybrid.LargePrompt), new(ChatRole.User, PrivateText.Email())], cancellationToken: Token);

        Assert.Equal("local", TestHybrid.DecisionOf(response).Target);
        Assert.Single(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_ItsTargetFails_StaysWithTheOneThatServed(bool streaming)
    {
        TestHybrid hybrid = Create(local: FakeChatClient.Failing(new HttpRequestException("down")));
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Single(hybrid.Local.Requests);
        Assert.Equal(2, hybrid.Remote.Requests.Count);
    }

    [Theory]
    [InlineData(29, "local")]
    [InlineData(31, "remote")]
    public async Task Conversation_RestedForMinutes_IsRoutedAnewAfterTheTimeout(int minutes, string expected)
    {
        TestHybrid hybrid = Create();
        await hybrid.Client.SendAsync(streaming: false, "hi", cancellationToken: Token);
        _time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(expected, (await hybrid.Client.ExplainAsync(Grown, cancellationToken: Token)).Target);
    }

    [Fact]
    public async Task Conversation_OtherBeginning_IsAnother()
    {
        TestHybrid hybrid = Create();
        await hybrid.Client.SendAsync(streaming: false, "hi", cancellationToken: Token);
        ChatMessage[] other = [new(ChatRole.User, "hello"), .. Grown[1..]];

        Assert.Equal("remote", (await hybrid.Client.ExplainAsync(other, cancellationToken: Token)).Target);
        Assert.Equal("remote", (await hybrid.Client.ExplainAsync(Grown, new() { Instructions = "Be kind." }, Token)).Target);
        Assert.Equal("remote", (await hybrid.Client.ExplainAsync([new(ChatRole.System, "Be kind."), .. Grown], cancellationToken: Token)).Target);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_KeyOfTheCaller_IsOneWhateverItsMessagesAndGoesNowhere(bool streaming)
    {
        TestHybrid hybrid = Create();
        await hybrid.Client.SendAsync(streaming, "hi", new ChatOptions().InConversation("one"), Token);

        RoutingDecision same = await hybrid.Client.ExplainAsync([new(ChatRole.User, TestHybrid.LargePrompt)], new ChatOptions().InConversation("one"), Token);
        RoutingDecision another = await hybrid.Client.ExplainAsync(Grown, new ChatOptions().InConversation("two"), Token);

        Assert.Equal("local", same.Target);
        Assert.Equal("remote", another.Target);
        Assert.Empty(Assert.Single(hybrid.Local.Requests).Options!.AdditionalProperties!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_ByDefault_DoesNotStay(bool streaming)
    {
        var hybrid = new TestHybrid();
        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal("remote", (await hybrid.Client.ExplainAsync(Grown, cancellationToken: Token)).Target);
    }

    [Fact]
    public void Prefer_AnyWeights_MovesOnlyWhenAnotherGainsTheMargin() =>
        Gen.Select(Gen.Int[-100, 100], Gen.Int[-100, 100], Gen.Int[1, 50]).Sample((current, other, margin) =>
        {
            RoutingVerdict verdict = RoutingVerdict.Prefer(TestTargets.Local, current, "a")
                .Combine(RoutingVerdict.Prefer(TestTargets.Remote, other, "b"))
                .Combine(RoutingVerdict.Prefer(TestTargets.Local, margin, RoutingReasons.StickyConversation));

            return (RoutingDecision.Create(TestTargets.Both, verdict).Target == "remote") == (other - current > margin);
        });

    private TestHybrid Create(FakeChatClient? local = null)
    {
        var options = new HybridChatClientOptions();
        options.Stickiness.Enabled = true;
        return new(local, services: new() { TimeProvider = _time }, options: options);
    }
}
