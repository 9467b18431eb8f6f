using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace HybridInference.Tests.Privacy.Rules;

public sealed class WaitForLocalTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalComesUpInTime_IsServedThere(bool streaming)
    {
        int calls = 0;
        TestHybrid hybrid = Create(() => ++calls < 4);

        Task<ChatResponse> sending = hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);
        await AdvanceUntilAsync(sending);

        Assert.Equal("up again", (await sending).Text);
        Assert.Equal(4, TestHybrid.DecisionOf(await sending).Attempts.Length);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalStaysDown_FailsAtTheLimit(bool streaming)
    {
        DateTimeOffset start = _time.GetUtcNow();
        TestHybrid hybrid = Create(() => true);

        Task<ChatResponse> sending = hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);
        await AdvanceUntilAsync(sending);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(() => sending);
        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12));
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CategoryDoesNotWait_FailsAtOnce(bool streaming)
    {
        TestHybrid hybrid = Create(() => true);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, $"card {PrivateText.CardNumber()}", cancellationToken: Token));

        Assert.Single(hybrid.Local.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CancelledWhileWaiting_Ends(bool streaming)
    {
        TestHybrid hybrid = Create(() => true);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        Task<ChatResponse> sending = hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private TestHybrid Create(Func<bool> isDown)
    {
        HybridChatClientOptions options = PrivateRequests.Handling((PiiCategories.Email, PrivateDataHandling.WaitForLocal));
        options.Privacy.LocalWaitLimit = TimeSpan.FromSeconds(10);
        var local = new FakeChatClient
        {
            GetResponseAsyncCallback = (_, _, _) =>
                isDown() ? throw new HttpRequestException("down") : Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "up again"))),
            GetStreamingResponseAsyncCallback = (_, _, _) =>
                isDown() ? throw new HttpRequestException("down") : FakeStream.Of(FakeStream.Words("up again")),
        };
        return new(local, options: options, services: new() { TimeProvider = _time });
    }

    private async Task AdvanceUntilAsync(Task sending)
    {
        while (!sending.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
