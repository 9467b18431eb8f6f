using System.Collections.Concurrent;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Client;

/// <summary>One client, asked from many threads at the same time.</summary>
public sealed class ConcurrencyTests
{
    private const int Threads = 64;
    private const int RequestsPerThread = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StreamInterruption.Fail)]
    [InlineData(StreamInterruption.Restart)]
    public void Streams_FromManyThreads_ShareNothing(StreamInterruption interruption)
    {
        ChatResponseUpdate[] targetsOwn = [.. FakeStream.Words("one two three")];
        var hybrid = new TestHybrid(local: Streaming(_ => FakeStream.Of(targetsOwn)), options: new() { StreamInterruption = interruption });
        var handedOut = new ConcurrentDictionary<ChatResponseUpdate, int>(ReferenceEqualityComparer.Instance);
        var decisions = new ConcurrentDictionary<RoutingDecision, int>(ReferenceEqualityComparer.Instance);

        RunOnThreads((thread, _) =>
        {
            List<ChatResponseUpdate> updates = Read(hybrid.Client.GetStreamingResponseAsync("hi", cancellationToken: Token));
            Assert.Equal("one two three", updates.ToChatResponse().Text);
            foreach (ChatResponseUpdate update in updates.Where(update => update.AdditionalProperties is not null))
            {
                Assert.True(handedOut.TryAdd(update, thread));
                Assert.True(decisions.TryAdd(update.GetRoutingDecision()!, thread));
            }
        });

        Assert.Equal(2 * Threads * RequestsPerThread, handedOut.Count);
        Assert.All(targetsOwn, update => Assert.Null(update.AdditionalProperties));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Responses_TargetGivesOneOutEachTime_ShareNoDecision(bool hasProperties)
    {
        ChatResponse own = new(new ChatMessage(ChatRole.Assistant, "an answer")) { ResponseId = "id", AdditionalProperties = hasProperties ? new() { ["own"] = 1 } : null };
        var hybrid = new TestHybrid(local: new() { GetResponseAsyncCallback = (_, _, _) => Task.FromResult(own) });
        var handedOut = new ConcurrentDictionary<ChatResponse, RoutingDecision>(ReferenceEqualityComparer.Instance);

        RunOnThreads((_, _) =>
        {
            ChatResponse response = hybrid.Client.GetResponseAsync("hi", cancellationToken: Token).GetAwaiter().GetResult();
            Assert.Equal(("an answer", "id", hasProperties), (response.Text, response.ResponseId, response.AdditionalProperties!.ContainsKey("own")));
            Assert.True(handedOut.TryAdd(response, response.GetRoutingDecision()!));
        });

        Assert.Equal(Threads * RequestsPerThread, handedOut.Values.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(handedOut, entry => Assert.Same(entry.Value, entry.Key.GetRoutingDecision()));
        Assert.Equal(hasProperties, own.GetRoutingDecision() is null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Requests_FromManyThreads_EachHasItsOwnAnswerAndRecord(bool streaming)
    {
        var ledger = new InMemoryUsageLedger();
        var hybrid = new TestHybrid(FailingWhenOdd(), Echoing(), new() { UsageLedger = ledger }, options: new() { Breaker = { Failures = int.MaxValue } });

        RunOnThreads((thread, request) =>
        {
            int number = (thread * RequestsPerThread) + request;
            ChatResponse response = hybrid.Client.SendAsync(streaming, $"{number}", cancellationToken: Token).GetAwaiter().GetResult();
            RoutingDecision decision = TestHybrid.DecisionOf(response);
            Assert.Equal($"{number}", response.Text);
            Assert.Equal(
                number % 2 == 0 ? [("local", AttemptOutcome.Completed)] : [("local", AttemptOutcome.Failed), ("remote", AttemptOutcome.Completed)],
                decision.Attempts.Select(attempt => (attempt.Target, attempt.Outcome)));
        });

        Assert.Equal(Threads * RequestsPerThread * 3 / 2, ledger.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Token).ToBlockingEnumerable(Token).Count());
    }

    [Fact]
    public void Dispose_FromManyThreads_DisposesOwnedClientsOnce()
    {
        var owned = new FakeChatClient();
        var client = new HybridChatClient([HybridTarget.Local(owned, ownsClient: true)]);

        RunOnThreads((_, _) => client.Dispose());

        Assert.Equal(1, owned.DisposeCount);
    }

    /// <summary>Runs an action on real threads that begin at the same moment, and throws what any of them threw.</summary>
    private static void RunOnThreads(Action<int, int> action)
    {
        var failures = new ConcurrentQueue<Exception>();
        using var start = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            try
            {
                start.SignalAndWait(Token);
                for (int request = 0; request < RequestsPerThread; request++)
                {
                    action(thread, request);
                }
            }
            catch (Exception exception) // Thrown again on the test's own thread.
            {
                failures.Enqueue(exception);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
    }

    private static List<ChatResponseUpdate> Read(IAsyncEnumerable<ChatResponseUpdate> updates) => [.. updates.ToBlockingEnumerable(Token)];

    private static FakeChatClient Streaming(Func<IReadOnlyList<ChatMessage>, IAsyncEnumerable<ChatResponseUpdate>> answer) => new()
    {
        GetStreamingResponseAsyncCallback = (messages, _, _) => answer(messages),
        GetResponseAsyncCallback = (messages, _, token) => answer(messages).ToChatResponseAsync(token),
    };

    private static FakeChatClient Echoing() => Streaming(messages => FakeStream.Of(FakeStream.Words(messages[^1].Text)));

    private static FakeChatClient FailingWhenOdd() => Streaming(messages =>
        FakeStream.Of(FakeStream.Words(messages[^1].Text).Take(IsOdd(messages) ? 0 : int.MaxValue), IsOdd(messages) ? new HttpRequestException("down") : null));

    private static bool IsOdd(IReadOnlyList<ChatMessage> messages) => (messages[^1].Text[^1] - '0') % 2 == 1;
}
