using System.Runtime.CompilerServices;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Client;

public sealed class TimeLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();

    public static TheoryData<bool, string> LimitsBeforeContent => new()
    {
        { true, "FirstContent" },
        { true, "WholeAnswer" },
        { false, "WholeAnswer" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(LimitsBeforeContent))]
    public async Task Attempt_NoContentInTime_FailsOver(bool streaming, string limit)
    {
        TestHybrid hybrid = Create(FakeChatClient.Hanging(), options => Set(options.LocalTimeLimits, limit));
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        _time.Advance(Limit - Moment);
        Assert.Empty(hybrid.Remote.Requests);
        _time.Advance(Moment);

        Assert.Equal("remote answer", (await request).Text);
        AttemptRecord attempt = TestHybrid.DecisionOf(await request).Attempts[0];
        Assert.Equal((AttemptOutcome.Failed, FailureKind.Transient, nameof(TimeoutException)), (attempt.Outcome, attempt.Failure, attempt.ExceptionType));
        Assert.Equal(Limit, attempt.Duration);
    }

    [Theory]
    [MemberData(nameof(LimitsBeforeContent))]
    public async Task Attempt_OnlyOneAndTooSlow_ThrowsWithTargetLimitAndOption(bool streaming, string limit)
    {
        TestHybrid hybrid = Create(FakeChatClient.Hanging(), options => Set(options.LocalTimeLimits, limit), maxAttempts: 1);
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        _time.Advance(Limit);

        TimeoutException thrown = await Assert.ThrowsAsync<TimeoutException>(() => request);
        Assert.Contains("'local'", thrown.Message);
        Assert.Contains("10 s", thrown.Message);
        Assert.Contains($"HybridChatClientOptions.LocalTimeLimits.{limit}", thrown.Message);
        Assert.IsAssignableFrom<OperationCanceledException>(thrown.InnerException);
    }

    [Theory]
    [InlineData("BetweenUpdates")]
    [InlineData("WholeAnswer")]
    public async Task Stream_FallsSilentAfterContent_IsInterruptedAndClosed(string limit)
    {
        bool isClosed = false;
        TestHybrid hybrid = Create(Stream(SilentAfter), options => Set(options.LocalTimeLimits, limit));
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        _time.Advance(Limit);

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(() => request);
        Assert.Equal("one", thrown.PartialText);
        Assert.Contains($"HybridChatClientOptions.LocalTimeLimits.{limit}", Assert.IsType<TimeoutException>(thrown.InnerException).Message);
        Assert.True(isClosed);
        Assert.Empty(hybrid.Remote.Requests);

        async IAsyncEnumerable<ChatResponseUpdate> SilentAfter([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return FakeStream.Chunks("one").Single();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                isClosed = true;
            }
        }
    }

    [Fact]
    public async Task Stream_SilentAfterOnlyARole_FailsOver()
    {
        var role = new ChatResponseUpdate(ChatRole.Assistant, (string?)null);
        TestHybrid hybrid = Create(Stream(token => FakeStream.Hanging([role], token)), options => Set(options.LocalTimeLimits, "BetweenUpdates"));
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        _time.Advance(Limit);

        Assert.Equal("remote answer", (await request).Text);
    }

    [Fact]
    public async Task Stream_CallerIsSlow_DoesNotCountAsSilence()
    {
        TestHybrid hybrid = Create(FakeChatClient.Replying("one two three"), options =>
        {
            Set(options.LocalTimeLimits, "FirstContent");
            Set(options.LocalTimeLimits, "BetweenUpdates");
        });
        string received = "";

        await foreach (ChatResponseUpdate update in hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token))
        {
            received += update.Text;
            _time.Advance(Limit * 2);
        }

        Assert.Equal("one two three", received);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 9_999)]
    [InlineData(false, 9_999)]
    public async Task Request_CallerCancelsBeforeTheLimit_IsCancellation(bool streaming, int milliseconds)
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), _time);
        TestHybrid hybrid = Create(FakeChatClient.Hanging(), options => Set(options.LocalTimeLimits, "WholeAnswer"));
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: cancellation.Token);

        _time.Advance(Limit);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_AnsweredInTime_IsNotTouchedByTheLimits(bool streaming)
    {
        TestHybrid hybrid = Create(FakeChatClient.Replying("in time"), options =>
        {
            options.Timeout = Limit;
            Set(options.LocalTimeLimits, "FirstContent");
            Set(options.LocalTimeLimits, "BetweenUpdates");
            Set(options.LocalTimeLimits, "WholeAnswer");
        });

        ChatResponse response = await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal("in time", response.Text);
        Assert.Equal(AttemptOutcome.Completed, Assert.Single(TestHybrid.DecisionOf(response).Attempts).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LimitsOfTheOtherSide_DoNotHold(bool streaming)
    {
        TestHybrid hybrid = Create(FakeChatClient.Hanging(), options => Set(options.RemoteTimeLimits, "WholeAnswer"));
        using var cancellation = new CancellationTokenSource();
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: cancellation.Token);

        _time.Advance(Limit * 10);

        Assert.False(request.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_TimeoutOfTheWholeChain_EndsItAndTellsEveryFailure(bool streaming)
    {
        var isCalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TestHybrid hybrid = Create(
            FakeChatClient.Hanging(),
            options =>
            {
                Set(options.LocalTimeLimits, "WholeAnswer");
                options.Timeout = Limit * 1.5;
            },
            HangingAndTelling(isCalled));
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        _time.Advance(Limit);
        await isCalled.Task.WaitAsync(Token);
        _time.Advance(Limit / 2);

        AllTargetsFailedException thrown = await Assert.ThrowsAsync<AllTargetsFailedException>(() => request);
        Assert.Contains("LocalTimeLimits.WholeAnswer", Assert.IsType<TimeoutException>(thrown.InnerExceptions[0]).Message);
        Assert.Contains("'remote'", thrown.InnerExceptions[1].Message);
        Assert.Contains("15 s (HybridChatClientOptions.Timeout)", Assert.IsType<TimeoutException>(thrown.InnerExceptions[1]).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_TimeoutReached_TriesNothingElse(bool streaming)
    {
        TestHybrid hybrid = Create(FakeChatClient.Hanging(), options => options.Timeout = Limit);
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        _time.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => request);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndWaitingForLocal_WaitsNoLongerThanTheTimeout(bool streaming)
    {
        TestHybrid hybrid = Create(FakeChatClient.Failing(new HttpRequestException("down")), options =>
        {
            options.Privacy.DefaultHandling = PrivateDataHandling.WaitForLocal;
            options.Privacy.LocalWaitLimit = TimeSpan.FromMinutes(10);
            options.Timeout = Limit;
        });
        DateTimeOffset start = _time.GetUtcNow();
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);

        await AdvanceUntilAsync(request);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => request);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData("Timeout", 0)]
    [InlineData("LocalTimeLimits.FirstContent", -1)]
    [InlineData("RemoteTimeLimits.BetweenUpdates", 0)]
    [InlineData("RemoteTimeLimits.WholeAnswer", 100_000)]
    public void Constructor_LimitOutOfRange_NamesIt(string setting, int seconds)
    {
        var options = new HybridChatClientOptions();
        TimeSpan value = TimeSpan.FromSeconds(seconds);
        string[] path = setting.Split('.');
        if (path.Length == 1)
        {
            options.Timeout = value;
        }
        else
        {
            Set(path[0] == "LocalTimeLimits" ? options.LocalTimeLimits : options.RemoteTimeLimits, path[1], value);
        }

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new TestHybrid(options: options));

        Assert.Contains($"HybridChatClientOptions.{setting} is {value}", thrown.Message);
    }

    private static void Set(AttemptTimeLimits limits, string name, TimeSpan? time = null)
    {
        TimeSpan value = time ?? Limit;
        switch (name)
        {
            case nameof(AttemptTimeLimits.FirstContent):
                limits.FirstContent = value;
                break;
            case nameof(AttemptTimeLimits.BetweenUpdates):
                limits.BetweenUpdates = value;
                break;
            default:
                limits.WholeAnswer = value;
                break;
        }
    }

    private static FakeChatClient HangingAndTelling(TaskCompletionSource isCalled)
    {
        FakeChatClient hanging = FakeChatClient.Hanging();
        return new()
        {
            GetResponseAsyncCallback = (messages, options, cancellationToken) =>
            {
                isCalled.SetResult();
                return hanging.GetResponseAsync(messages, options, cancellationToken);
            },
            GetStreamingResponseAsyncCallback = (messages, options, cancellationToken) =>
            {
                isCalled.SetResult();
                return hanging.GetStreamingResponseAsync(messages, options, cancellationToken);
            },
        };
    }

    private static FakeChatClient Stream(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> stream) =>
        new() { GetStreamingResponseAsyncCallback = (_, _, cancellationToken) => stream(cancellationToken) };

    private TestHybrid Create(
        FakeChatClient local, Action<HybridChatClientOptions> configure, FakeChatClient? remote = null, int maxAttempts = 2)
    {
        var options = new HybridChatClientOptions();
        configure(options);
        return new(local, remote, new() { TimeProvider = _time }, maxAttempts, options);
    }

    private async Task AdvanceUntilAsync(Task request)
    {
        for (int i = 0; i < 10_000 && !request.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
