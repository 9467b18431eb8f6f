using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Privacy.Rules;

public sealed class ConsentTests
{
    private static readonly (string, PrivateDataHandling) AskForEmail = (PiiCategories.Email, PrivateDataHandling.AskConsent);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_UserConsents_LeavesAsItIs(bool streaming)
    {
        ConsentRequest? asked = null;
        TestHybrid hybrid = PrivateRequests.Asking((request, _) => new((asked = request) is not null), AskForEmail);

        ChatResponse response = await hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);

        Assert.Equal("remote", TestHybrid.DecisionOf(response).Target);
        Assert.Equal(PrivateText.Email(), Assert.Single(hybrid.Remote.Requests).Text);
        Assert.Equal("remote", asked!.Target);
        Assert.Equal([new PrivateDataFinding(PiiCategories.Email, 0, 1)], asked.PrivateData);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_LocalServes_NobodyIsAsked(bool streaming)
    {
        var hybrid = new TestHybrid(
            options: PrivateRequests.Handling(AskForEmail),
            services: new() { AskConsent = (_, _) => throw new InvalidOperationException("asked") });

        ChatResponse response = await hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);

        Assert.Equal("local answer", response.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_UserRefuses_StaysHere(bool streaming)
    {
        TestHybrid hybrid = PrivateRequests.Asking((_, _) => new(false), AskForEmail);

        var thrown = await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
        Assert.Equal([FailureKind.Transient, FailureKind.Withheld], thrown.Decision.Attempts.Select(attempt => attempt.Failure!.Value));
        Assert.Equal([null, RoutingReasons.ConsentRefused], thrown.Decision.Attempts.Select(attempt => attempt.WithheldReason));
        Assert.Contains(RoutingReasons.ConsentRefused, thrown.Decision.Reasons);
        Assert.Equal(FailureKind.Transient, thrown.LocalFailure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CallbackThrows_StaysHere(bool streaming)
    {
        TestHybrid hybrid = PrivateRequests.Asking((_, _) => throw new InvalidOperationException("no dialog"), AskForEmail);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ConsentOnce_IsAskedForAgain(bool streaming)
    {
        int asked = 0;
        TestHybrid hybrid = PrivateRequests.Asking((_, _) => new(asked++ == 0), AskForEmail);
        await hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: Token));

        Assert.Equal(2, asked);
        Assert.Single(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_AskedForAtOnceAndOneConsentGiven_OnlyThatOneLeaves(bool streaming)
    {
        const int Count = 16, Chosen = 7;
        int waiting = 0;
        var allAsked = new TaskCompletionSource();
        async ValueTask<bool> ConsentToOneAsync(ConsentRequest request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref waiting) == Count)
            {
                allAsked.SetResult();
            }

            await allAsked.Task;
            return request.PrivateData.Sum(finding => finding.Count) == Chosen;
        }

        TestHybrid hybrid = PrivateRequests.Asking(ConsentToOneAsync, AskForEmail);

        string[] prompts = [.. Enumerable.Range(1, Count).Select(count => string.Join(", ", Enumerable.Repeat(PrivateText.Email(), count)))];
        Task<ChatResponse>[] requests = [.. prompts.Select(prompt => Task.Run(() => hybrid.Client.SendAsync(streaming, prompt, cancellationToken: Token), Token))];
        await Task.WhenAll(requests.Select(request => request.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(prompts[Chosen - 1], Assert.Single(hybrid.Remote.Requests).Text);
        Assert.Equal([Chosen - 1], requests.Index().Where(request => request.Item.IsCompletedSuccessfully).Select(request => request.Index));
        Assert.All(requests.Where(request => request.IsFaulted), request => Assert.IsType<PrivateRequestUnservedException>(request.Exception!.InnerException));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CancelledWhileTheUserIsAsked_StaysHereWhateverTheAnswer(bool streaming)
    {
        using var source = new CancellationTokenSource();
        TestHybrid hybrid = PrivateRequests.Asking((_, _) => Cancel(source), AskForEmail);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hybrid.Client.SendAsync(streaming, PrivateText.Email(), cancellationToken: source.Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_AnotherCategoryMustStay_NobodyIsAsked(bool streaming)
    {
        TestHybrid hybrid = PrivateRequests.Asking((_, _) => throw new InvalidOperationException("asked"), AskForEmail);

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, $"{PrivateText.Email()} and card {PrivateText.CardNumber()}", cancellationToken: Token));

        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public void Constructor_NobodyCanBeAsked_SaysWhatToSet()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new TestHybrid(options: PrivateRequests.Handling(AskForEmail)));

        Assert.Contains(nameof(HybridChatClientServices.AskConsent), thrown.Message);
    }

    private static ValueTask<bool> Cancel(CancellationTokenSource source)
    {
        source.Cancel();
        return new(true);
    }
}
