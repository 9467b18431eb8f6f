using HybridInference.Tests.Budgets;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

public sealed class StreamContinueTests
{
    private static readonly IOException Reset = new("reset");
    private static readonly TargetCapabilities Prefill = new(ChatCapabilities.All | ChatCapabilities.Prefill);

    public static TheoryData<string> ObstaclesToContinuing => new()
    {
        "function call", "structured output", "permanent failure", "one attempt", "off", "no prefill", "only reasoning", "private text",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("same", "same")]
    [InlineData("one", "two")]
    [InlineData(null, "two")]
    [InlineData("one", null)]
    public async Task Stream_FailsAfterText_NextTargetGoesOnInTheSameMessage(string? firstId, string? secondId)
    {
        FakeChatClient remote = Answering(WithId(secondId, FakeStream.Words("an answer")));
        HybridChatClient client = Create(Failing(WithId(firstId, FakeStream.Chunks("half ", "of "))), remote);

        List<ChatResponseUpdate> updates = await client.GetStreamingResponseAsync("hi", cancellationToken: Token).ToListAsync(Token);

        ChatResponse response = updates.ToChatResponse();
        Assert.Equal("half of an answer", Assert.Single(response.Messages).Text);
        Assert.Equal(["user: hi", "assistant: half of "], Assert.Single(remote.Requests).Messages.Select(message => $"{message.Role}: {message.Text}"));
        ChatResponseUpdate tagged = Assert.Single(updates, update => update.AdditionalProperties?.ContainsKey(RoutingDecision.ContinuedPropertyName) == true);
        Assert.Equal("an", tagged.Text);
        Assert.All(updates[..^1], update => Assert.Equal(firstId, update.MessageId));
        Assert.Equal(
            [("local", AttemptOutcome.Failed), ("remote", AttemptOutcome.Completed)],
            TestHybrid.DecisionOf(response).Attempts.Select(attempt => (attempt.Target, attempt.Outcome)));
    }

    [Theory]
    [MemberData(nameof(ObstaclesToContinuing))]
    public async Task Stream_MayNotBeContinued_IsInterrupted(string obstacle)
    {
        string text = obstacle == "private text" ? $"Write to {PrivateText.Email()} " : "half";
        IEnumerable<ChatResponseUpdate> begun = obstacle switch
        {
            "function call" => [.. FakeStream.Chunks(text), new(ChatRole.Assistant, [new FunctionCallContent("call-1", "pay")])],
            "only reasoning" => [new(ChatRole.Assistant, [new TextReasoningContent("let me see")])],
            _ => FakeStream.Chunks(text),
        };
        Exception failure = obstacle == "permanent failure" ? new InvalidOperationException("broken") : Reset;
        FakeChatClient remote = Answering(FakeStream.Words("an answer"));
        HybridChatClient client = Create(
            Failing(begun, failure),
            remote,
            new()
            {
                MaxAttempts = obstacle == "one attempt" ? 1 : 2,
                StreamInterruption = obstacle == "off" ? StreamInterruption.Fail : StreamInterruption.Continue,
            },
            capabilities: obstacle == "no prefill" ? new(ChatCapabilities.All) : Prefill);
        var options = new ChatOptions { ResponseFormat = obstacle == "structured output" ? ChatResponseFormat.Json : null };

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(
            () => client.SendAsync(streaming: true, "hi", options, Token));

        Assert.Equal(obstacle == "only reasoning" ? "" : text, thrown.PartialText);
        Assert.Same(failure, thrown.InnerException);
        Assert.Empty(remote.Requests);
    }

    [Fact]
    public async Task Stream_DetectorFailsOnTheTextSoFar_IsInterrupted()
    {
        FakeChatClient remote = Answering(FakeStream.Words("an answer"));
        HybridChatClient client = Create(Failing(FakeStream.Chunks("unlucky")), remote, services: new() { Detector = new FailingDetector() });

        await Assert.ThrowsAsync<StreamInterruptedException>(() => client.SendAsync(streaming: true, "hi", cancellationToken: Token));

        Assert.Empty(remote.Requests);
    }

    [Theory]
    [InlineData(PrivateDataHandling.KeepLocal)]
    [InlineData(PrivateDataHandling.RedactThenRemote)]
    public async Task Stream_LocalTargetFailsInAPrivateAnswer_NeverGoesRemote(PrivateDataHandling handling)
    {
        FakeChatClient remote = Answering(FakeStream.Words("an answer"));
        HybridChatClient client = Create(Failing(FakeStream.Chunks("half")), remote, Options(handling));

        await Assert.ThrowsAsync<StreamInterruptedException>(() => client.SendAsync(streaming: true, PrivateText.Email(), cancellationToken: Token));

        Assert.Empty(remote.Requests);
    }

    [Fact]
    public async Task Stream_RedactedAndContinuedRemotely_SendsNoValue()
    {
        FakeChatClient second = Answering(FakeStream.Words("or [EMAIL_1]."));
        HybridChatClient client = CreateOf(
            HybridTarget.Remote(Failing(FakeStream.Chunks("Ask [EMA", "IL_1] ")), "first"), HybridTarget.Remote(second, "second", Prefill), Options(PrivateDataHandling.RedactThenRemote));

        ChatResponse response = await client.SendAsync(streaming: true, $"Write to {PrivateText.Email()}", cancellationToken: Token);

        Assert.Equal($"Ask {PrivateText.Email()} or {PrivateText.Email()}.", response.Text);
        Assert.Equal("Write to [EMAIL_1]\nAsk [EMAIL_1] ", Assert.Single(second.Requests).Text);
    }

    [Fact]
    public async Task Stream_RedactedAndContinuedHere_SeesTheValuesAndIsPrivate()
    {
        FakeChatClient local = Answering(FakeStream.Words("is the address to take."));
        FakeChatClient remote = Failing(FakeStream.Chunks("[EMAIL_1] "));
        HybridChatClient client = CreateOf(
            HybridTarget.Remote(remote), HybridTarget.Local(local, capabilities: Prefill), Options(PrivateDataHandling.RedactThenRemote));

        ChatResponse response = await client.SendAsync(streaming: true, $"Write to {PrivateText.Email()}", cancellationToken: Token);
        RoutingDecision next = await client.ExplainAsync([new(ChatRole.User, "and now?"), .. response.Messages], cancellationToken: Token);

        Assert.Equal($"{PrivateText.Email()} ", Assert.Single(local.Requests).Messages[^1].Text);
        Assert.Equal($"{PrivateText.Email()} is the address to take.", response.Text);
        Assert.Contains(next.PrivateData, finding => finding.MessageIndex == 1);
    }

    [Fact]
    public async Task Stream_ContinuedRemotely_TextSoFarCountsAsExposed()
    {
        HybridChatClient client = Create(Failing(FakeStream.Chunks("a text that is long enough")), Answering(FakeStream.Words("end")));

        await client.SendAsync(streaming: true, "hi", cancellationToken: Token);
        RoutingDecision next = await client.ExplainAsync(
            [new(ChatRole.Assistant, "a text that is long enough"), new(ChatRole.User, PrivateText.Email())], cancellationToken: Token);

        Assert.Equal((0, "remote"), (Assert.Single(next.PriorExposures).MessageIndex, next.PriorExposures[0].Target));
    }

    [Fact]
    public async Task Stream_SecondTargetIsInterruptedToo_TellsAllThatWasDelivered()
    {
        FakeChatClient third = Answering(FakeStream.Words("not called"));
        using var client = new HybridChatClient(
            [HybridTarget.Local(Failing(FakeStream.Chunks("one "))), HybridTarget.Remote(Failing(FakeStream.Chunks("two")), "second", Prefill), HybridTarget.Remote(third, "third", Prefill)],
            options: new() { StreamInterruption = StreamInterruption.Continue, MaxAttempts = 3 });

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(
            () => client.SendAsync(streaming: true, "hi", cancellationToken: Token));

        Assert.Equal(("second", "one two"), (thrown.Target, thrown.PartialText));
        Assert.Empty(third.Requests);
    }

    [Fact]
    public async Task Stream_SecondTargetFailsBeforeContent_TellsThePartAndBothFailures()
    {
        var second = new HttpRequestException("down");

        StreamInterruptedException thrown = await Assert.ThrowsAsync<StreamInterruptedException>(
            () => Create(Failing(FakeStream.Chunks("half")), FakeChatClient.Failing(second)).SendAsync(streaming: true, "hi", cancellationToken: Token));

        Assert.Equal(("local", "half"), (thrown.Target, thrown.PartialText));
        Assert.Equal([Reset, second], Assert.IsType<AggregateException>(thrown.InnerException).InnerExceptions);
    }

    [Fact]
    public async Task Stream_Continued_ReservesForTheLongerPromptAndLeavesTheRestOfTheCap()
    {
        string text = string.Concat(Enumerable.Repeat("word ", 20));
        var budget = new TestBudget(limit: 1000);
        budget.Options.Prices = new("USD", [new(TestBudget.Model, new(Input: Money.MicroUnitsPerUnit, Output: 0))]);
        FakeChatClient remote = Answering(FakeStream.Chunks("no usage"));
        HybridChatClient client = Create(
            Failing(FakeStream.Chunks(text)),
            remote,
            services: new() { Budget = budget.Options, BudgetStore = budget.Store, UsageLedger = budget.Ledger, TimeProvider = budget.Time });

        await client.SendAsync(streaming: true, "hi", new() { MaxOutputTokens = 60 }, Token);

        UsageRecord record = (await budget.Ledger.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Token).ToListAsync(Token)).Single(item => item.Target == "remote");
        Assert.InRange(record.Usage!.Value.Input, 25, 40);
        Assert.Equal(60 - 25, Assert.Single(remote.Requests).Options!.MaxOutputTokens);
    }

    private static HybridChatClientOptions Options(PrivateDataHandling handling = PrivateDataHandling.KeepLocal) =>
        new() { StreamInterruption = StreamInterruption.Continue, Privacy = { DefaultHandling = handling } };

    private static IEnumerable<ChatResponseUpdate> WithId(string? id, IEnumerable<ChatResponseUpdate> updates)
    {
        foreach (ChatResponseUpdate update in updates)
        {
            update.MessageId = id;
            yield return update;
        }
    }

    private static FakeChatClient Failing(IEnumerable<ChatResponseUpdate> updates, Exception? failure = null) =>
        new()
        {
            GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(updates, failure ?? Reset),
            GetServiceCallback = (type, _) => type == typeof(TargetCapabilities) ? new TargetCapabilities(ChatCapabilities.All) : null,
        };

    private static FakeChatClient Answering(IEnumerable<ChatResponseUpdate> updates) =>
        new() { GetStreamingResponseAsyncCallback = (_, _, _) => FakeStream.Of(updates) };

    private static HybridChatClient Create(
        FakeChatClient local, FakeChatClient remote, HybridChatClientOptions? options = null, HybridChatClientServices? services = null, TargetCapabilities? capabilities = null) =>
        CreateOf(HybridTarget.Local(local), HybridTarget.Remote(remote, capabilities: capabilities ?? Prefill), options ?? Options(), services);

    private static HybridChatClient CreateOf(HybridTarget first, HybridTarget second, HybridChatClientOptions options, HybridChatClientServices? services = null) =>
        new([first, second], DefaultRoutingPolicies.Create(options).Where(policy => policy is not PromptSizeRoutingPolicy), options, services);

    private sealed class FailingDetector : IPiiDetector
    {
        public bool RunsLocally => true;

        public void Detect(ReadOnlySpan<char> text, ICollection<PiiMatch> matches)
        {
            if (text.StartsWith("unlucky"))
            {
                throw new InvalidOperationException("no model");
            }
        }
    }
}
