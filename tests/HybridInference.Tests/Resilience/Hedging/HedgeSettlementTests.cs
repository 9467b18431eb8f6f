using System.Diagnostics.Metrics;
using HybridInference.Tests.Budgets;
using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace HybridInference.Tests.Resilience.Hedging;

/// <summary>What hedges cost and leave behind: one answer token costs one micro-unit, a prompt nothing.</summary>
public sealed class HedgeSettlementTests
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    private readonly TestBudget _budget = new(limit: 100);
    private readonly GatedClient _local = new();
    private readonly GatedClient _remote = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 60)]
    public async Task Hedge_Loses_SettlesWhatItReceivedOrWhatWasReserved(bool streaming, long cost)
    {
        Task<ChatResponse> request = await HedgeAsync(streaming);
        Assert.Equal((0, 60), await _budget.SumsAsync());

        _local.Answer("local answer");
        await request;

        UsageRecord lost = await RecordOfAsync("remote");
        Assert.Equal((AttemptOutcome.Lost, cost), (lost.Outcome, lost.Cost));
        Assert.Equal((cost, 0), await SettledAsync());
        Assert.Equal(AttemptOutcome.Completed, (await RecordOfAsync("local")).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hedge_Wins_PaysForItsAnswerAlone(bool streaming)
    {
        Task<ChatResponse> request = await HedgeAsync(streaming);

        _remote.Answer("remote answer");
        await request;

        Assert.Equal((AttemptOutcome.Completed, 1), ((await RecordOfAsync("remote")).Outcome, (await RecordOfAsync("remote")).Cost));
        Assert.Equal((AttemptOutcome.Lost, 0), ((await RecordOfAsync("local")).Outcome, (await RecordOfAsync("local")).Cost));
        Assert.Equal((1, 0), await SettledAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hedge_CallerCancels_BothAreRecordedAsCancelledAndNothingStaysReserved(bool streaming)
    {
        using var cancellation = new CancellationTokenSource();
        Task<ChatResponse> request = await HedgeAsync(streaming, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Equal(AttemptOutcome.Cancelled, (await RecordOfAsync("local")).Outcome);
        Assert.Equal(AttemptOutcome.Cancelled, (await RecordOfAsync("remote")).Outcome);
        Assert.Equal(0, (await SettledAsync()).Reserved);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hedge_BudgetHasNoRoom_LocalGoesOn(bool streaming)
    {
        var other = new TestBudget(limit: 60);
        using HybridChatClient client = Create(other);
        await other.ReserveAsync(TestBudget.Request(10));
        Task<ChatResponse> request = client.SendAsync(streaming, "hi", new ChatOptions { MaxOutputTokens = 60 }, Token);

        other.Time.Advance(After);
        _local.Answer("local answer");

        Assert.Equal("local answer", (await request).Text);
        Assert.Empty(_remote.Client.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Loser_ThrowsWhenItIsCancelled_NobodyIsTold(bool streaming)
    {
        string mark = $"unobserved-{Guid.NewGuid():N}";
        int unobserved = 0;
        TaskScheduler.UnobservedTaskException += Count;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync();
        await ended.Task.WaitAsync(Token);
        await SettledAsync();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Count;

        Assert.Equal(0, unobserved);

        void Count(object? sender, UnobservedTaskExceptionEventArgs arguments) => unobserved += arguments.Exception.ToString().Contains(mark) ? 1 : 0;

        async Task SendAsync()
        {
            var local = new FakeChatClient
            {
                GetResponseAsyncCallback = async (_, _, cancellationToken) =>
                {
                    await ThrowAsync(cancellationToken);
                    return new();
                },
                GetStreamingResponseAsyncCallback = (_, _, cancellationToken) => Stream(cancellationToken),
            };
            using HybridChatClient client = Create(_budget, local);
            Task<ChatResponse> request = client.SendAsync(streaming, "hi", new ChatOptions { MaxOutputTokens = 60 }, Token);
            _budget.Time.Advance(After);
            _remote.Answer("remote answer");
            Assert.Equal("remote answer", (await request).Text);
        }

        async IAsyncEnumerable<ChatResponseUpdate> Stream([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await ThrowAsync(cancellationToken);
            yield break;
        }

        async Task ThrowAsync(CancellationToken cancellationToken)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                ended.TrySetResult();
                throw new InvalidOperationException(mark);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Metrics_Hedged_TellWhichAttemptWasTheHedge(bool streaming)
    {
        await using ServiceProvider provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        IMeterFactory meters = provider.GetRequiredService<IMeterFactory>();
        using var durations = new MetricCollector<double>(meters, "HybridInference", "hybrid_inference.attempt.duration");
        using HybridChatClient client = Create(_budget, meters: meters);
        Task<ChatResponse> request = client.SendAsync(streaming, "hi", new ChatOptions { MaxOutputTokens = 60 }, Token);
        _budget.Time.Advance(After);
        _remote.Answer("remote answer");

        await request;

        Assert.Equal(
            [("local", "Lost", false), ("remote", "Completed", true)],
            durations.GetMeasurementSnapshot().Select(measurement => (
                (string)measurement.Tags["hybrid_inference.target"]!,
                (string)measurement.Tags["hybrid_inference.outcome"]!,
                (bool)measurement.Tags["hybrid_inference.hedge"]!)));
    }

    private HybridChatClient Create(TestBudget budget, FakeChatClient? local = null, IMeterFactory? meters = null) => new(
        [HybridTarget.Local(local ?? _local.Client), HybridTarget.Remote(_remote.Client)],
        options: new() { Hedging = { Enabled = true, After = After, MaxShare = 1 } },
        services: new() { Budget = budget.Options, BudgetStore = budget.Store, UsageLedger = budget.Ledger, TimeProvider = budget.Time, MeterFactory = meters });

    private async Task<Task<ChatResponse>> HedgeAsync(bool streaming, CancellationToken? cancellationToken = null)
    {
        Task<ChatResponse> request = Create(_budget).SendAsync(streaming, "hi", new ChatOptions { MaxOutputTokens = 60 }, cancellationToken ?? Token);
        _budget.Time.Advance(After);
        await _remote.Called.WaitAsync(Token);
        return request;
    }

    /// <summary>The loser is settled once its call has ended, for which the request does not wait.</summary>
    private async Task<(long Spent, long Reserved)> SettledAsync()
    {
        while ((await _budget.SumsAsync()).Reserved > 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return await _budget.SumsAsync();
    }

    private async Task<UsageRecord> RecordOfAsync(string target)
    {
        while (true)
        {
            List<UsageRecord> records = await _budget.Ledger.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Token).ToListAsync(Token);
            if (records.Find(record => record.Target == target) is { } found)
            {
                return found;
            }

            await Task.Yield();
        }
    }
}
