using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

public sealed class StreamRestartTests
{
    private static readonly IOException Reset = new("reset");

    public static TheoryData<string> ObstaclesToARestart => new() { "function call", "structured output", "permanent failure", "one attempt", "off" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("same", "same")]
    [InlineData("one", "two")]
    [InlineData(null, null)]
    [InlineData(null, "two")]
    public async Task Stream_FailsAfterText_NextTargetAnswersAsAnotherMessage(string? firstId, string? secondId)
    {
        TestHybrid hybrid = Create(Failing(WithId(firstId, FakeStream.Chunks("half ", "an"))), Answering(WithId(secondId, FakeStream.Words("remote answer"))));

        List<ChatResponseUpdate> updates = await hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token).ToListAsync(Token);

        ChatResponse response = updates.ToChatResponse();
        Assert.Equal(["half an", "remote answer"], response.Messages.Select(message => message.Text));
        ChatResponseUpdate tagged = Assert.Single(updates, update => update.AdditionalProperties?.ContainsKey(RoutingDecision.RestartedPropertyName) == true);
        Assert.Equal("remote", tagged.Text);
        RoutingDecision decision = Assert.IsType<RoutingDecision>(updates[^1].AdditionalProperties![RoutingDecision.PropertyName]);
        Assert.Equal(
            [("local", AttemptOutcome.Failed), ("remote", AttemptOutcome.Completed)],
            decision.Attempts.Select(attempt => (attempt.Target, attempt.Outcome)));
    }

    [Fact]
    public async Task Stream_Restarts_TargetsOwnUpdatesAreNotChanged()
    {
        ChatResponseUpdate[] own = [.. FakeStream.Words("remote answer")];

        await Create(Failing(FakeStream.Chunks("half")), Answering(own)).Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        Assert.All(own, update => Assert.Equal(("fake-1", null), (update.MessageId, update.AdditionalProperties)));
    }

    [Theory]
    [MemberData(nameof(ObstaclesToARestart))]
    public async Task Stream_MayNotBeginAgain_IsInterrupted(string obstacle)
    {
        IEnumerable<ChatResponseUpdate> begun = obstacle == "function call"
            ? [.. FakeStream.Chunks("half"), new(ChatRole.Assistant, [new FunctionCallContent("call-1", "pay")])]
            : FakeStream.Chunks("half");
        Exception failure = obstacle == "permanent failure" ? new InvalidOperationException("broken") : Reset;
        TestHybrid hybrid = Create(
            Failing(begun, failure),
            Answering(FakeStream.Words("remote answer")),
            obstacle == "one attempt" ? 1 : 2,
            obstacle == "off" ? StreamInterruption.Fail : StreamInterruption.Restart);
        var options = new ChatOptions { ResponseFormat = obstacle == "structured output" ? ChatResponseFormat.Json : null };

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(
            () => hybrid.Client.SendAsync(streaming: true, "hi", options, Token));

        Assert.Equal("half", thrown.PartialText);
        Assert.Same(failure, thrown.InnerException);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_PrivateAndLocalFails_NeverGoesRemote()
    {
        TestHybrid hybrid = Create(Failing(FakeStream.Chunks("half")), Answering(FakeStream.Words("remote answer")));

        await Assert.ThrowsAsync<StreamInterruptedException>(
            () => hybrid.Client.SendAsync(streaming: true, PrivateText.Email(), cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_NextTargetFailsToo_TellsThePartAndBothFailures()
    {
        var second = new HttpRequestException("down");
        TestHybrid hybrid = Create(Failing(FakeStream.Chunks("half")), FakeChatClient.Failing(second));

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(
            () => hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token));

        Assert.Equal(("local", "half"), (thrown.Target, thrown.PartialText));
        Assert.Equal([Reset, second], Assert.IsType<AggregateException>(thrown.InnerException).InnerExceptions);
    }

    [Fact]
    public async Task Stream_CancelledAfterContent_DoesNotBeginAgain()
    {
        using var cancellation = new CancellationTokenSource();
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, token) => FakeStream.Hanging(FakeStream.Chunks("one"), token) };
        TestHybrid hybrid = Create(local, Answering(FakeStream.Words("remote answer")));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate _ in hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.Empty(hybrid.Remote.Requests);
    }

    private static IEnumerable<ChatResponseUpdate> WithId(string? id, IEnumerable<ChatResponseUpdate> updates)
    {
        foreach (ChatResponseUpdate update in updates)
        {
            update.MessageId = id;
            yield return update;
        }
    }

    private static FakeChatClient Failing(IEnumerable<ChatResponseUpdate> updates, Exception? failure = null) => new()
    {
        GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(updates, failure ?? Reset),
        GetServiceCallback = (type, _) => type == typeof(TargetCapabilities) ? new TargetCapabilities(ChatCapabilities.All) : null,
    };

    private static FakeChatClient Answering(IEnumerable<ChatResponseUpdate> updates) =>
        new() { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(updates) };

    private static TestHybrid Create(
        FakeChatClient local, FakeChatClient remote, int maxAttempts = 2, StreamInterruption interruption = StreamInterruption.Restart) =>
        new(local, remote, maxAttempts: maxAttempts, options: new() { StreamInterruption = interruption });
}
