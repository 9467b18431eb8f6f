using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Rules;

public sealed class ConversationMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ConversationTurnsPrivate_TellsWhatHadBeenSent(bool streaming)
    {
        var hybrid = new TestHybrid();
        List<ChatMessage> history = [new(ChatRole.User, TestHybrid.LargePrompt)];
        ChatResponse first = await hybrid.Client.SendAsync(streaming, history, cancellationToken: Token);
        history.AddMessages(first);
        history.Add(new(ChatRole.User, TestHybrid.LargePrompt + " again"));
        history.AddMessages(await hybrid.Client.SendAsync(streaming, history, cancellationToken: Token));
        history.Add(new(ChatRole.User, $"Now write to {PrivateText.Email()}"));

        RoutingDecision decision = TestHybrid.DecisionOf(await hybrid.Client.SendAsync(streaming, history, cancellationToken: Token));

        Assert.Equal("local", decision.Target);
        Assert.Equal([(0, "remote"), (2, "remote")], decision.PriorExposures.Select(exposure => (exposure.MessageIndex, exposure.Target)));
        Assert.Equal([new PrivateDataFinding(PiiCategories.Email, 4, 1)], decision.PrivateData);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateFromTheStart_HasNoPriorExposure(bool streaming)
    {
        var hybrid = new TestHybrid();

        ChatResponse response = await hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);

        Assert.Empty(TestHybrid.DecisionOf(response).PriorExposures);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Request_AnswerMadeOfPrivateData_StaysHereWithoutIt(bool streaming, bool asFunctionResult)
    {
        var hybrid = new TestHybrid(local: FakeChatClient.Replying("They live in the small house by the river."));
        ChatResponse answer = await hybrid.Client.SendAsync(streaming, $"Summarize {PrivateText.Email()}", cancellationToken: Token);
        ChatMessage summary = asFunctionResult
            ? new(ChatRole.Tool, [new FunctionResultContent("1", answer.Text)])
            : new(ChatRole.User, answer.Text);

        RoutingDecision decision = await hybrid.Client.ExplainAsync([summary, new(ChatRole.User, TestHybrid.LargePrompt)], cancellationToken: Token);

        Assert.Equal([new PrivateDataFinding(PiiCategories.Email, 0, 1)], decision.PrivateData);
        Assert.DoesNotContain("remote", decision.Targets);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_AnswerMadeOfPublicText_MayLeave(bool streaming)
    {
        var hybrid = new TestHybrid(local: FakeChatClient.Replying("They live in the small house by the river."));
        ChatResponse answer = await hybrid.Client.SendAsync(streaming, "Who lives there?", cancellationToken: Token);

        await hybrid.Client.SendAsync(streaming, $"{answer.Text} {TestHybrid.LargePrompt}", cancellationToken: Token);

        Assert.Single(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_SameHistoryAgain_OnlyNewTextAndItsSeamAreScanned(bool streaming)
    {
        var detector = new CountingDetector();
        var hybrid = new TestHybrid(services: new() { Detector = detector });
        await hybrid.Client.SendAsync(streaming, [new(ChatRole.User, "first"), new(ChatRole.User, "second")], cancellationToken: Token);

        await hybrid.Client.SendAsync(streaming, [new(ChatRole.User, "first"), new(ChatRole.User, "second"), new(ChatRole.User, "third")], cancellationToken: Token);

        Assert.Equal(["first", "second", "first\nsecond", "third", "second\nthird"], detector.Texts);
    }

    [Fact]
    public void BoundedMemory_MoreThanItHolds_ForgetsTheOldest()
    {
        var memory = new BoundedMemory<string>(capacity: 2);
        foreach (string text in (string[])["a", "b", "c", "d", "e"])
        {
            memory.Set(TextHash.Of(text), text);
        }

        Assert.False(memory.TryGet(TextHash.Of("a"), out _));
        Assert.True(memory.TryGet(TextHash.Of("e"), out string? last));
        Assert.Equal("e", last);
    }

    [Fact]
    public void BoundedMemory_AskedForAgain_IsKept()
    {
        var memory = new BoundedMemory<string>(capacity: 2);
        memory.Set(TextHash.Of("kept"), "kept");
        for (int i = 0; i < 20; i++)
        {
            Assert.True(memory.TryGet(TextHash.Of("kept"), out _));
            memory.Set((UInt128)i, "other");
        }
    }

    private sealed class CountingDetector : IPiiDetector
    {
        public List<string> Texts { get; } = [];

        public bool RunsLocally => true;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches) => Texts.Add(text.ToString());
    }
}
