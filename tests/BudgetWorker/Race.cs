using HybridInference.TestUtils;
using Microsoft.Extensions.AI;

namespace HybridInference.BudgetWorker;

/// <summary>Makes many requests at once, when told to, and prints how many of them came to the remote side.</summary>
internal static class Race
{
    public const string Ready = "ready";

    public static async Task<int> RunAsync(WorkerPlace place, int requests, int limit)
    {
        using var ledger = place.OpenLedger();
        var budget = new WorkerBudget(place.OpenStore(), ledger, limit);
        var remote = new FakeChatClient { GetResponseAsyncCallback = (_, _, _) => Task.FromResult(Answer()) };
        using HybridChatClient client = budget.CreateClient(remote);
        ChatOptions options = new ChatOptions { MaxOutputTokens = WorkerBudget.MaxOutputTokens, ModelId = WorkerBudget.Model }.RouteTo(RoutingChoice.PreferRemote);
        Console.WriteLine(Ready);
        await Console.In.ReadLineAsync();
        await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => Task.Run(() => client.GetResponseAsync("hello", options))));
        Console.WriteLine(remote.Requests.Count);
        return 0;
    }

    private static ChatResponse Answer() => new(new ChatMessage(ChatRole.Assistant, "remote"))
    {
        Usage = new() { InputTokenCount = 1, OutputTokenCount = WorkerBudget.MaxOutputTokens },
    };
}
