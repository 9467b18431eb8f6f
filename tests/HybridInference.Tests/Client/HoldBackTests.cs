using CsCheck;
using HybridInference.Tests.Budgets;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Client;

public sealed class HoldBackTests
{
    private static readonly IOException Reset = new("reset");
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_FailsWithinTheHeldPart_FailsOverAndLeavesNoTrace()
    {
        TestHybrid hybrid = Create(Failing(FakeStream.Chunks("half ", "an")), characters: 8);

        List<ChatResponseUpdate> updates = await hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token).ToListAsync(Token);

        ChatResponse response = updates.ToChatResponse();
        Assert.Equal("remote answer", Assert.Single(response.Messages).Text);
        AttemptRecord failed = TestHybrid.DecisionOf(response).Attempts[0];
        Assert.Equal(("local", AttemptOutcome.Failed, FailureKind.Transient), (failed.Target, failed.Outcome, failed.Failure));
        Assert.NotNull(failed.TimeToFirstContent);
    }

    [Fact]
    public Task Stream_AnyPiecesLimitAndFailure_ComesInPartOnlyOnceEnoughHasCome() =>
        Gen.Select(Gen.Int[0, 6].Array[0, 6], Gen.Int[1, 20]).SampleAsync(async (lengths, limit) =>
        {
            string[] pieces = [.. lengths.Select(length => new string('x', length))];
            TestHybrid hybrid = Create(Failing(FakeStream.Chunks(pieces)), characters: limit);
            string text = "";
            bool isInterrupted = false;
            try
            {
                await foreach (ChatResponseUpdate update in hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token))
                {
                    text += update.Text;
                }
            }
            catch (StreamInterruptedException interruption)
            {
                isInterrupted = interruption.PartialText == text;
            }

            return lengths.Sum() < limit ? text == "remote answer" : isInterrupted && text == string.Concat(pieces);
        }, iter: 200);

    [Fact]
    public async Task Stream_PermanentFailureWithinTheHeldPart_IsThrownAtOnce()
    {
        var failure = new InvalidOperationException("broken");
        TestHybrid hybrid = Create(Failing(FakeStream.Chunks("half"), failure), characters: 8);

        Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(
            () => hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token)));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_PrivateAndFailsWithinTheHeldPart_NeverGoesRemote()
    {
        TestHybrid hybrid = Create(Failing(FakeStream.Chunks("half")), characters: 8);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming: true, PrivateText.Email(), cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_FunctionCallComes_EndsTheHold()
    {
        ChatResponseUpdate call = new(ChatRole.Assistant, [new FunctionCallContent("call-1", "pay")]);
        TestHybrid hybrid = Create(Failing([call]), characters: 1000);

        await Assert.ThrowsAsync<StreamInterruptedException>(() => hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_ShorterThanWhatIsHeld_ComesWhole(bool streaming)
    {
        ChatResponse response = await Create(FakeChatClient.Replying("short"), characters: 1000, time: Time).Client
            .SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal("short", Assert.Single(response.Messages).Text);
        Assert.Equal(AttemptOutcome.Completed, Assert.Single(TestHybrid.DecisionOf(response).Attempts).Outcome);
    }

    [Fact]
    public async Task Stream_TimeIsOverAndNothingMoreComes_DeliversWhatIsHeld()
    {
        TestHybrid hybrid = Create(HangingAfter("one "), time: Time);
        await using IAsyncEnumerator<ChatResponseUpdate> updates = hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token).GetAsyncEnumerator(Token);
        Task<bool> first = updates.MoveNextAsync().AsTask();

        _time.Advance(Time - Moment);
        Assert.False(first.IsCompleted);
        _time.Advance(Moment);

        Assert.True(await first);
        Assert.Equal("one ", updates.Current.Text);
    }

    [Fact]
    public async Task Stream_CallerStopsWhileTheTargetIsSilent_ClosesItsStream()
    {
        var isClosed = new TaskCompletionSource();
        TestHybrid hybrid = Create(HangingAfter("one", isClosed), time: Time);
        IAsyncEnumerator<ChatResponseUpdate> updates = hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token).GetAsyncEnumerator(Token);
        Task<bool> first = updates.MoveNextAsync().AsTask();
        _time.Advance(Time);
        Assert.True(await first);

        await updates.DisposeAsync();

        Assert.True(isClosed.Task.IsCompleted);
    }

    [Fact]
    public async Task Stream_FailsAfterTheTimeIsOver_IsInterrupted()
    {
        var mayFail = new TaskCompletionSource();
        TestHybrid hybrid = Create(Streaming(FailingLater), time: Time);
        var received = new List<string>();
        Task reading = Task.Run(
            async () =>
            {
                await foreach (ChatResponseUpdate update in hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token))
                {
                    received.Add(update.Text);
                    mayFail.TrySetResult();
                }
            },
            Token);
        await AdvanceUntilAsync(mayFail.Task);

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(() => reading);

        Assert.Equal(["one"], received);
        Assert.Equal("one", thrown.PartialText);

        async IAsyncEnumerable<ChatResponseUpdate> FailingLater()
        {
            yield return FakeStream.Chunks("one").Single();
            await mayFail.Task;
            throw Reset;
        }
    }

    [Fact]
    public async Task Stream_Held_TimeToFirstContentIsTheTargets()
    {
        TestHybrid hybrid = Create(Streaming(SlowAfterTheFirst), characters: 5);

        ChatResponse response = await hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        Assert.Equal("one two", response.Text);
        Assert.Equal(TimeSpan.Zero, TestHybrid.DecisionOf(response).Attempts[0].TimeToFirstContent);

        async IAsyncEnumerable<ChatResponseUpdate> SlowAfterTheFirst()
        {
            yield return FakeStream.Chunks("one").Single();
            await Task.Yield();
            _time.Advance(Time);
            yield return FakeStream.Chunks(" two").Single();
        }
    }

    [Fact]
    public async Task Stream_CancelledWhileHeld_IsCancellation()
    {
        using var cancellation = new CancellationTokenSource();
        TestHybrid hybrid = Create(HangingAfter("one"), time: Time);
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_FailsWithinTheHeldPart_SettlesWhatWasReceived()
    {
        var budget = new TestBudget(limit: 100);
        var hybrid = new TestHybrid(
            remote: Failing(FakeStream.Chunks("half")),
            services: new() { Budget = budget.Options, BudgetStore = budget.Store, UsageLedger = budget.Ledger, TimeProvider = budget.Time },
            options: new() { HoldBack = { Characters = 8 } });

        ChatResponse response = await hybrid.Client.SendAsync(streaming: true, TestHybrid.LargePrompt, new() { MaxOutputTokens = 60 }, Token);

        Assert.Equal("local answer", response.Text);
        Assert.Equal((1, 0), await budget.SumsAsync());
    }

    [Theory]
    [InlineData(0, null, "Characters is 0")]
    [InlineData(null, 0, "Time is 00:00:00")]
    public void Constructor_LimitOutOfRange_NamesIt(int? characters, int? seconds, string expected)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => Create(FakeChatClient.Replying("one"), characters, seconds is { } time ? TimeSpan.FromSeconds(time) : null));

        Assert.Contains($"HybridChatClientOptions.HoldBack.{expected}", thrown.Message);
    }

    private static FakeChatClient Streaming(Func<IAsyncEnumerable<ChatResponseUpdate>> stream) =>
        new() { GetStreamingResponseAsyncCallback = (_, _, _) => stream() };

    private static FakeChatClient Failing(IEnumerable<ChatResponseUpdate> updates, Exception? failure = null) =>
        Streaming(() => FakeStream.Of(updates, failure ?? Reset));

    private static FakeChatClient HangingAfter(string text, TaskCompletionSource? isClosed = null)
    {
        return new() { GetStreamingResponseAsyncCallback = (_, _, cancellationToken) => Stream(cancellationToken) };

        async IAsyncEnumerable<ChatResponseUpdate> Stream([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return FakeStream.Chunks(text).Single();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                isClosed?.SetResult();
            }
        }
    }

    private TestHybrid Create(FakeChatClient local, int? characters = null, TimeSpan? time = null) =>
        new(local, services: new() { TimeProvider = _time }, options: new() { HoldBack = { Characters = characters, Time = time } });

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
