using System.Runtime.CompilerServices;
using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.BudgetWorker;

/// <summary>Keeps 64 streaming requests of a hybrid client going, and prints the identifier and the cost of each that is settled.</summary>
internal static class Streams
{
    private const int Concurrency = 64;
    private const int TokensPerChunk = 10;

    public static async Task<int> RunAsync(WorkerPlace place, int limit)
    {
        using var file = place.OpenLedger();
        var ledger = new FollowedLedger(file);
        var remote = new FakeChatClient { GetStreamingResponseAsyncCallback = (_, _, cancellationToken) => AnswerAsync(cancellationToken) };
        using HybridChatClient client = new WorkerBudget(place.OpenStore(), ledger, limit).CreateClient(remote);
        Console.WriteLine(Race.Ready);
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(() => RepeatAsync(client, ledger))));
        return 0;
    }

    private static async Task RepeatAsync(HybridChatClient client, FollowedLedger ledger)
    {
        ChatOptions options = new ChatOptions { MaxOutputTokens = WorkerBudget.MaxOutputTokens, ModelId = WorkerBudget.Model }.RouteTo(RoutingChoice.PreferRemote);
        while (true)
        {
            List<UsageRecord> records = ledger.Follow();
            await client.GetStreamingResponseAsync("hello", options).ToChatResponseAsync();
            foreach (UsageRecord record in records.Where(record => record.Location == TargetLocation.Remote))
            {
                Console.WriteLine($"settled {record.AttemptId} {record.Cost}");
            }

            await Task.Delay(1);
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> AnswerAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int tokens = 1 + (Environment.TickCount % WorkerBudget.MaxOutputTokens);
        for (int received = 0; received < tokens; received += TokensPerChunk)
        {
            await Task.Delay(3, cancellationToken);
            yield return new(ChatRole.Assistant, "ten tokens ");
        }

        var usage = new UsageContent(new() { InputTokenCount = 1, OutputTokenCount = tokens });
        yield return new() { FinishReason = ChatFinishReason.Stop, Contents = [usage] };
    }
}
