using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>What does one call cost more when it goes through a router?</summary>
/// <remarks>The routed client answers at once. "NoScan" has the default policies without the one that reads the text for private data.</remarks>
[MemoryDiagnoser]
public class RoutingOverheadBenchmark
{
    private readonly ChatMessage[] _messages = [new(ChatRole.User, "What is the capital of France, and how many people live there?")];
    private readonly ChatOptions _options = new() { Temperature = 0 };
    private readonly InstantChatClient _direct = new();
    private readonly RoutingChatClient _meai;
    private readonly HybridChatClient _hybrid;
    private readonly HybridChatClient _hybridNoScan;

    public RoutingOverheadBenchmark()
    {
        HybridTarget[] targets = [HybridTarget.Local(_direct), HybridTarget.Remote(_direct)];
        _meai = RoutingChatClient.Create((_, _) => new ValueTask<IChatClient>(_direct));
        _hybrid = new(targets);
        _hybridNoScan = new(targets, DefaultRoutingPolicies.Create(new()).Where(policy => policy is not PiiRoutingPolicy));
    }

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Direct() => _direct.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> MeaiRoutingChatClient() => _meai.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> HybridChatClientNoScan() => _hybridNoScan.GetResponseAsync(_messages, _options);

    [Benchmark]
    public Task<ChatResponse> HybridChatClient() => _hybrid.GetResponseAsync(_messages, _options);
}
