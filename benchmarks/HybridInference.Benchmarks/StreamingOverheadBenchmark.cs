using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>What does one stream of one update cost more when it goes through a router?</summary>
[MemoryDiagnoser]
public class StreamingOverheadBenchmark
{
    private readonly ChatMessage[] _messages = [new(ChatRole.User, "What is the capital of France, and how many people live there?")];
    private readonly InstantChatClient _direct = new();
    private readonly RoutingChatClient _meai;
    private readonly HybridChatClient _hybrid;

    public StreamingOverheadBenchmark()
    {
        _meai = RoutingChatClient.Create((_, _) => new ValueTask<IChatClient>(_direct));
        _hybrid = new([HybridTarget.Local(_direct), HybridTarget.Remote(_direct)]);
    }

    [Benchmark(Baseline = true)]
    public Task<int> Direct() => CountAsync(_direct);

    [Benchmark]
    public Task<int> MeaiRoutingChatClient() => CountAsync(_meai);

    [Benchmark]
    public Task<int> HybridChatClient() => CountAsync(_hybrid);

    private async Task<int> CountAsync(IChatClient client)
    {
        int count = 0;
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(_messages))
        {
            count++;
        }

        return count;
    }
}
