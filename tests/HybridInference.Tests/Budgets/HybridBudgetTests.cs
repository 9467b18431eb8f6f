using HybridInference.Tests.Client;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Budgets;

/// <summary>Budgets, seen from the caller of a hybrid client: one answer of the fakes costs one micro-unit, a prompt nothing.</summary>
public sealed class HybridBudgetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_RaceForAHundred_ExactlyAHundredGoRemote(bool streaming)
    {
        var budget = new TestBudget(limit: 100);
        TestHybrid hybrid = Create(budget);
        ChatOptions options = new ChatOptions { MaxOutputTokens = 1 }.RouteTo(RoutingChoice.PreferRemote);

        ChatResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 1000).Select(
            _ => Task.Run(() => hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, options, Token))));

        Assert.Equal(100, hybrid.Remote.Requests.Count);
        Assert.Equal(100, responses.Count(response => TestHybrid.DecisionOf(response).Target == "remote"));
        Assert.Equal((100, 0), await budget.SumsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_CostsLessThanReserved_TheRestIsFreeAgain(bool streaming)
    {
        var budget = new TestBudget(limit: 100);
        TestHybrid hybrid = Create(budget);

        ChatResponse response = await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, new() { MaxOutputTokens = 60 }, Token);

        Assert.Equal("remote", TestHybrid.DecisionOf(response).Target);
        Assert.Equal((1, 0), await budget.SumsAsync());
        UsageRecord record = Assert.Single(await RecordsAsync(budget));
        Assert.Equal((AttemptOutcome.Completed, 1, TestBudget.Model), (record.Outcome, record.Cost, record.Model));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_BudgetExhaustedAndLocalDown_TellsBudgetAndReset(bool streaming)
    {
        var budget = new TestBudget(limit: 10);
        TestHybrid hybrid = Create(budget, local: FakeChatClient.Failing(new NotSupportedException("images")));

        var thrown = await Assert.ThrowsAsync<NotSupportedException>(
            () => hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, new() { MaxOutputTokens = 60 }, Token));
        var refused = await Assert.ThrowsAsync<BudgetExhaustedException>(
            () => hybrid.Client.SendAsync(streaming, "hi", new ChatOptions { MaxOutputTokens = 60 }.RouteTo(RoutingChoice.RemoteOnly), Token));

        Assert.Equal("images", thrown.Message);
        Assert.Equal("day", refused.Scope);
        Assert.Equal(TestBudget.Start.Date.AddDays(1), refused.ResetsAt.UtcDateTime);
        Assert.Empty(hybrid.Remote.Requests);
    }

    [Fact]
    public async Task Stream_BudgetExhaustedWhileItRuns_Finishes()
    {
        var budget = new TestBudget(limit: 60);
        TestHybrid hybrid = Create(budget);
        var options = new ChatOptions { MaxOutputTokens = 60 };
        await using IAsyncEnumerator<ChatResponseUpdate> running =
            hybrid.Client.GetStreamingResponseAsync(TestHybrid.LargePrompt, options, Token).GetAsyncEnumerator(Token);
        Assert.True(await running.MoveNextAsync());

        ChatResponse other = await hybrid.Client.GetResponseAsync(TestHybrid.LargePrompt, options, Token);
        string rest = "";
        while (await running.MoveNextAsync())
        {
            rest += running.Current.Text;
        }

        Assert.Equal("local", TestHybrid.DecisionOf(other).Target);
        Assert.Equal(" answer", rest);
        Assert.Equal((1, 0), await budget.SumsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_WithoutACap_GetsTheDefaultOne(bool streaming)
    {
        var budget = new TestBudget(limit: 100);
        budget.Options.DefaultMaxOutputTokens = 40;
        TestHybrid hybrid = Create(budget);
        var options = new ChatOptions();

        await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, options.ForTenant("a"), Token);

        ChatOptions sent = Assert.Single(hybrid.Remote.Requests).Options!;
        Assert.Equal(40, sent.MaxOutputTokens);
        Assert.DoesNotContain(ChatOptionsBudgetExtensions.TenantKey, sent.AdditionalProperties!.Keys);
        Assert.Null(options.MaxOutputTokens);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_RemoteRefusesIt_CostsNothing(bool streaming)
    {
        var budget = new TestBudget(limit: 100);
        var busy = new HttpRequestException("busy", null, System.Net.HttpStatusCode.TooManyRequests);
        TestHybrid hybrid = Create(budget, remote: FakeChatClient.Failing(busy));

        await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, new() { MaxOutputTokens = 60 }, Token);

        Assert.Equal((0, 0), await budget.SumsAsync());
        Assert.Equal([("local", AttemptOutcome.Completed), ("remote", AttemptOutcome.Failed)], (await RecordsAsync(budget)).Select(record => (record.Target, record.Outcome)).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_RemoteFailsAtWork_CountsAsTheWorstCase(bool streaming)
    {
        var budget = new TestBudget(limit: 100);
        TestHybrid hybrid = Create(budget, remote: FakeChatClient.Failing(new IOException("reset")));

        await hybrid.Client.SendAsync(streaming, TestHybrid.LargePrompt, new() { MaxOutputTokens = 60 }, Token);

        Assert.Equal((60, 0), await budget.SumsAsync());
    }

    [Fact]
    public async Task Stream_Abandoned_SettlesWhatWasReceived()
    {
        var budget = new TestBudget(limit: 100);
        TestHybrid hybrid = Create(budget, remote: FakeChatClient.Replying("four words of text and some more"));

        await foreach (ChatResponseUpdate update in hybrid.Client.GetStreamingResponseAsync(TestHybrid.LargePrompt, new() { MaxOutputTokens = 60 }, Token))
        {
            if (update.Text.Contains("text"))
            {
                break;
            }
        }

        UsageRecord record = Assert.Single(await RecordsAsync(budget));
        Assert.Equal(AttemptOutcome.Abandoned, record.Outcome);
        Assert.True(record.IsEstimated);
        Assert.InRange(record.Cost!.Value, 4, 8);
        Assert.Equal((record.Cost.Value, 0), await budget.SumsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_Local_IsRecordedWithWhatItSaved(bool streaming)
    {
        var budget = new TestBudget(limit: 100);
        TestHybrid hybrid = Create(budget);

        await hybrid.Client.SendAsync(streaming, "hi", cancellationToken: Token);

        UsageRecord record = Assert.Single(await RecordsAsync(budget));
        Assert.Equal((TargetLocation.Local, 0, 1), (record.Location, record.Cost, record.Saved));
        Assert.Equal([RoutingReasons.OutputUnbounded, RoutingReasons.SmallPrompt], record.Reasons.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_PrivateAndBudgetEmpty_IsStillPrivate(bool streaming)
    {
        TestHybrid hybrid = Create(new TestBudget(limit: 0), local: FakeChatClient.Failing(new HttpRequestException("down")));

        await Assert.ThrowsAsync<PrivateRequestUnservedException>(
            () => hybrid.Client.SendAsync(streaming, PrivateText.Email(), new() { MaxOutputTokens = 60 }, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_EveryByteIsAToken_NeverPassTheLimit(bool streaming)
    {
        var budget = new TestBudget(limit: 10_000);
        budget.Options.Prices = new("USD", [new(TestBudget.Model, new(Input: Money.MicroUnitsPerUnit, Output: Money.MicroUnitsPerUnit))]);
        string prompt = string.Concat(Enumerable.Repeat("\u16A0\U0001F9D9", 200));
        var usage = new UsageDetails { InputTokenCount = System.Text.Encoding.UTF8.GetByteCount(prompt), OutputTokenCount = 10 };
        var remote = new FakeChatClient
        {
            GetResponseAsyncCallback = (_, _, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "ten")) { Usage = usage }),
            GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of([.. FakeStream.Chunks("ten"), new() { Contents = [new UsageContent(usage)], FinishReason = ChatFinishReason.Stop }]),
        };
        TestHybrid hybrid = Create(budget, remote: remote);
        ChatOptions options = new ChatOptions { MaxOutputTokens = 10 }.RouteTo(RoutingChoice.PreferRemote);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => hybrid.Client.SendAsync(streaming, prompt, options, Token))));

        (long spent, long reserved) = await budget.SumsAsync();
        Assert.InRange(spent, 10_000 - 1500, 10_000);
        Assert.Equal(0, reserved);
    }

    private static TestHybrid Create(TestBudget budget, FakeChatClient? local = null, FakeChatClient? remote = null) =>
        new(local, remote, new() { Budget = budget.Options, BudgetStore = budget.Store, UsageLedger = budget.Ledger, TimeProvider = budget.Time });

    private static async Task<List<UsageRecord>> RecordsAsync(TestBudget budget) =>
        await budget.Ledger.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Token).ToListAsync(Token);
}
