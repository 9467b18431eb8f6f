using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

public sealed class StreamingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_Completes_FirstAndLastUpdateCarryTheDecision()
    {
        List<ChatResponseUpdate> updates = await new TestHybrid().Client
            .GetStreamingResponseAsync([new(ChatRole.User, "hi")], cancellationToken: Token).ToListAsync(Token);

        RoutingDecision first = Assert.IsType<RoutingDecision>(updates[0].AdditionalProperties![RoutingDecision.PropertyName]);
        RoutingDecision last = Assert.IsType<RoutingDecision>(updates[^1].AdditionalProperties![RoutingDecision.PropertyName]);
        Assert.Equal(AttemptOutcome.Streaming, Assert.Single(first.Attempts).Outcome);
        Assert.Equal(AttemptOutcome.Completed, Assert.Single(last.Attempts).Outcome);
        Assert.NotNull(last.Attempts[0].TimeToFirstContent);
        Assert.All(updates[1..^1], update => Assert.Null(update.AdditionalProperties));
        Assert.Empty(updates[^1].Contents);
    }

    [Fact]
    public async Task Stream_Completes_IsOneMessage()
    {
        ChatResponse response = await new TestHybrid().Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        Assert.Equal("local answer", Assert.Single(response.Messages).Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(2, response.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task Stream_TargetsOwnUpdates_AreNotChanged()
    {
        ChatResponseUpdate[] own = [.. FakeStream.Words("one two")];
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(own) };

        await new TestHybrid(local: local).Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        Assert.All(own, update => Assert.Null(update.AdditionalProperties));
    }

    [Fact]
    public async Task Stream_FailsAfterOnlyARole_FailsOverAndLeavesNoTrace()
    {
        var roleOnly = new ChatResponseUpdate(ChatRole.Assistant, (string?)null) { MessageId = "lost" };
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of([roleOnly], new HttpRequestException("reset")) };

        ChatResponse response = await new TestHybrid(local: local).Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        Assert.Equal("remote answer", Assert.Single(response.Messages).Text);
        Assert.NotEqual("lost", response.Messages[0].MessageId);
    }

    [Fact]
    public async Task Stream_FailsAfterContent_ThrowsWithThePartAndDoesNotFailOver()
    {
        var failure = new IOException("reset");
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(FakeStream.Chunks("one ", "two"), failure) };
        var hybrid = new TestHybrid(local: local);
        var received = new List<string>();

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(async () =>
        {
            await foreach (ChatResponseUpdate update in hybrid.Client.GetStreamingResponseAsync([new(ChatRole.User, "hi")], cancellationToken: Token))
            {
                received.Add(update.Text);
            }
        });

        Assert.Equal(["one ", "two"], received);
        Assert.Equal("one two", thrown.PartialText);
        Assert.Equal("local", thrown.Target);
        Assert.Same(failure, thrown.InnerException);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_FailsAfterContent_SettlesWhatWasReceived()
    {
        var ledger = new InMemoryUsageLedger();
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(FakeStream.Chunks("one ", "two"), new IOException("reset")) };
        var hybrid = new TestHybrid(local: local, services: new() { UsageLedger = ledger });

        await Assert.ThrowsAsync<StreamInterruptedException>(() => hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token));

        UsageRecord record = Assert.Single(await ledger.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Token).ToListAsync(Token));
        Assert.Equal(("local", AttemptOutcome.Failed), (record.Target, record.Outcome));
        Assert.True(record.Usage is { Output: > 0 });
    }

    [Fact]
    public async Task Stream_CancelledAfterContent_ThrowsCancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, token) => FakeStream.Hanging(FakeStream.Chunks("one"), token) };
        var hybrid = new TestHybrid(local: local);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ChatResponseUpdate _ in hybrid.Client.GetStreamingResponseAsync([new(ChatRole.User, "hi")], cancellationToken: cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_EndsWithoutFinishReason_IsRecordedAsTruncated()
    {
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(FakeStream.Chunks("half an ans")) };

        ChatResponse response = await new TestHybrid(local: local).Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        Assert.Equal(AttemptOutcome.Truncated, Assert.Single(TestHybrid.DecisionOf(response).Attempts).Outcome);
    }

    [Fact]
    public async Task Stream_EndsWithoutAnyUpdate_StillTellsTheDecision()
    {
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of([]) };

        List<ChatResponseUpdate> updates = await new TestHybrid(local: local).Client
            .GetStreamingResponseAsync([new(ChatRole.User, "hi")], cancellationToken: Token).ToListAsync(Token);

        Assert.True(Assert.Single(updates).AdditionalProperties!.ContainsKey(RoutingDecision.PropertyName));
    }

    [Fact]
    public async Task Stream_CallerStopsEarly_ClosesTheTargetsStream()
    {
        bool closed = false;

        async IAsyncEnumerable<ChatResponseUpdate> Endless()
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return new(ChatRole.Assistant, "x");
                }
            }
            finally
            {
                closed = true;
            }
        }

        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => Endless() };
        await foreach (ChatResponseUpdate _ in new TestHybrid(local: local).Client.GetStreamingResponseAsync([new(ChatRole.User, "hi")], cancellationToken: Token))
        {
            break;
        }

        Assert.True(closed);
    }

    [Fact]
    public void Stream_BadArgumentsOrDisposed_ThrowAtOnce()
    {
        var hybrid = new TestHybrid();
        Assert.Throws<ArgumentNullException>(() => { _ = hybrid.Client.GetStreamingResponseAsync((IEnumerable<ChatMessage>)null!, cancellationToken: Token); });

        hybrid.Client.Dispose();

        Assert.Throws<ObjectDisposedException>(() => { _ = hybrid.Client.GetStreamingResponseAsync([], cancellationToken: Token); });
    }
}
