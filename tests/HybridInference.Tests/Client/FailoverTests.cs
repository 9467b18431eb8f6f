using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

public sealed class FailoverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, Exception, FailureKind> FailuresThatFailOver
    {
        get
        {
            var data = new TheoryData<bool, Exception, FailureKind>();
            foreach (bool streaming in new[] { true, false })
            {
                data.Add(streaming, new HttpRequestException("refused"), FailureKind.Transient);
                data.Add(streaming, new HttpRequestException("busy", null, System.Net.HttpStatusCode.TooManyRequests), FailureKind.Transient);
                data.Add(streaming, new IOException("reset"), FailureKind.Transient);
                data.Add(streaming, new TaskCanceledException("the client's own timeout"), FailureKind.Transient);
                data.Add(streaming, new NotSupportedException("images"), FailureKind.Capability);
                data.Add(streaming, new OutOfMemoryException(), FailureKind.LocalFatal);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(FailuresThatFailOver))]
    public async Task Request_FailsBeforeContent_GoesToTheNextTarget(bool streaming, Exception failure, FailureKind kind)
    {
        var hybrid = new TestHybrid(local: FakeChatClient.Failing(failure));

        ChatResponse response = await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal("remote answer", response.Text);
        RoutingDecision decision = TestHybrid.DecisionOf(response);
        Assert.Equal("remote", decision.Target);
        Assert.Contains(RoutingReasons.Failover, decision.Reasons);
        Assert.Equal([AttemptOutcome.Failed, AttemptOutcome.Completed], decision.Attempts.Select(attempt => attempt.Outcome));
        Assert.Equal(kind, decision.Attempts[0].Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndLocalFails_NeverGoesRemote(bool streaming)
    {
        var failure = new HttpRequestException("down");
        var hybrid = new TestHybrid(local: FakeChatClient.Failing(failure));

        var thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));

        Assert.Same(failure, thrown.InnerException);
        Assert.Equal([PiiCategories.Email], thrown.Categories);
        Assert.Equal(FailureKind.Transient, thrown.LocalFailure);
        Assert.DoesNotContain(PrivateText.Email(), thrown.Message);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true, System.Net.HttpStatusCode.BadRequest)]
    [InlineData(false, System.Net.HttpStatusCode.BadRequest)]
    [InlineData(true, System.Net.HttpStatusCode.Unauthorized)]
    [InlineData(false, System.Net.HttpStatusCode.Unauthorized)]
    public async Task Request_PermanentFailure_IsThrownAtOnce(bool streaming, System.Net.HttpStatusCode status)
    {
        var failure = new HttpRequestException("no", null, status);
        var hybrid = new TestHybrid(local: FakeChatClient.Failing(failure));

        Assert.Same(failure, await Assert.ThrowsAsync<HttpRequestException>(
            () => hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token)));
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ContentIsRefused_IsThrownAtOnce(bool streaming)
    {
        var refusal = new RefusedException();
        var hybrid = new TestHybrid(local: FakeChatClient.Failing(refusal), services: new() { FailureClassifiers = [new RefusalClassifier()] });

        Assert.Same(refusal, await Assert.ThrowsAsync<RefusedException>(
            () => hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token)));
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ContentIsRefusedAndMayGoOn_GoesToTheNextTarget(bool streaming)
    {
        var hybrid = new TestHybrid(
            local: FakeChatClient.Failing(new RefusedException()),
            services: new() { FailureClassifiers = [new RefusalClassifier()] },
            options: new() { FailOverOnContentRefusal = true });

        ChatResponse response = await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        Assert.Equal("remote answer", response.Text);
        Assert.Equal(FailureKind.ContentRefusal, TestHybrid.DecisionOf(response).Attempts[0].Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ContentIsRefusedAndMayGoOnButIsPrivate_NeverGoesRemote(bool streaming)
    {
        var hybrid = new TestHybrid(
            local: FakeChatClient.Failing(new RefusedException()),
            services: new() { FailureClassifiers = [new RefusalClassifier()] },
            options: new() { FailOverOnContentRefusal = true });

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_EveryTargetFails_TellsEveryFailureInOrder(bool streaming)
    {
        var first = new HttpRequestException("first");
        var second = new HttpRequestException("second");
        var hybrid = new TestHybrid(FakeChatClient.Failing(first), FakeChatClient.Failing(second));

        AllTargetsFailedException thrown = await Assert.ThrowsAsync<AllTargetsFailedException>(
            () => hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token));

        Assert.Equal([first, second], thrown.InnerExceptions);
        Assert.Equal(["local", "remote"], thrown.Decision.Attempts.Select(attempt => attempt.Target));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_OneAttemptAllowed_DoesNotFailOver(bool streaming)
    {
        var hybrid = new TestHybrid(local: FakeChatClient.Failing(new HttpRequestException("down")), maxAttempts: 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CallerCancels_ThrowsAndDoesNotFailOver(bool streaming)
    {
        using var cancellation = new CancellationTokenSource();
        var hybrid = new TestHybrid(local: FakeChatClient.Hanging());
        Task<ChatResponse> request = hybrid.Client.SendAsync(streaming, "hi", cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CancelledAndTheTargetThrowsSomethingElse_IsStillCancellation(bool streaming)
    {
        using var cancellation = new CancellationTokenSource();
        var failure = new IOException("connection closed");
        var local = new FakeChatClient
        {
            GetResponseAsyncCallback = (_, _, _) => CancelAndFail(),
            GetStreamingResponseAsyncCallback = (_, _, _) => { cancellation.Cancel(); throw failure; },
        };

        async Task<ChatResponse> CancelAndFail()
        {
            await cancellation.CancelAsync();
            throw failure;
        }

        var hybrid = new TestHybrid(local: local);

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => hybrid.Client.SendAsync(streaming, "hi", cancellationToken: cancellation.Token));

        Assert.Same(failure, thrown.InnerException);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_ClientThrowsBeforeItReturnsAStream_FailsOver()
    {
        var local = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, _) => throw new HttpRequestException("eager") };

        ChatResponse response = await new TestHybrid(local: local).Client.SendAsync(streaming: true, "hi", cancellationToken: Token);

        Assert.Equal("remote answer", response.Text);
    }

    [Fact]
    public async Task Classifiers_Registered_AreAskedBeforeTheDefault()
    {
        var services = new HybridChatClientServices { FailureClassifiers = [new EverythingIsPermanent()] };
        var hybrid = new TestHybrid(local: FakeChatClient.Failing(new HttpRequestException("down")), services: services);

        await Assert.ThrowsAsync<HttpRequestException>(() => hybrid.Client.SendAsync(streaming: false, "hi", cancellationToken: Token));
    }

    private sealed class RefusedException : Exception;

    private sealed class RefusalClassifier : IFailureClassifier
    {
        public FailureKind? Classify(Exception exception) => exception is RefusedException ? FailureKind.ContentRefusal : null;
    }

    private sealed class EverythingIsPermanent : IFailureClassifier
    {
        public FailureKind? Classify(Exception exception) => FailureKind.Permanent;
    }
}
