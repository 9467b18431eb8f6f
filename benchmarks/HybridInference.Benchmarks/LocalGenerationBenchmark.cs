using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.Benchmarks;

/// <summary>How many tokens a second does the demo model give on this machine, prompt included?</summary>
/// <remarks>
/// One operation is one answer, greedy and thus always the same; the column "Tokens/s" divides its output tokens by its time. Sampling at
/// temperature 1 stands beside it, its seed fixed.
/// </remarks>
[MemoryDiagnoser]
[Config(typeof(Config))]
public class LocalGenerationBenchmark
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello! Who are you and what can you do?")];

    private OnnxChatClient _client = null!;

    [GlobalSetup]
    public void Load()
    {
        _client = CreateClient();
        _client.LoadAsync().GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void Unload() => _client.Dispose();

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Greedy() => GreedyAsync(_client);

    [Benchmark]
    public Task<ChatResponse> Sampling() => SamplingAsync(_client);

    /// <summary>Counts the output tokens of a benchmark's answer, for the column.</summary>
    internal static long CountOutputTokens(string benchmark)
    {
        using OnnxChatClient client = CreateClient();
        Task<ChatResponse> answer = benchmark == nameof(Greedy) ? GreedyAsync(client) : SamplingAsync(client);
        return answer.GetAwaiter().GetResult().Usage!.OutputTokenCount!.Value;
    }

    private static OnnxChatClient CreateClient() => new(new() { ModelPath = DemoModel.Folder, MaxKeptSequences = 0 });

    private static Task<ChatResponse> GreedyAsync(OnnxChatClient client) =>
        client.GetResponseAsync(Messages, new() { Temperature = 0, MaxOutputTokens = 64 });

    private static Task<ChatResponse> SamplingAsync(OnnxChatClient client) =>
        client.GetResponseAsync(Messages, new() { Temperature = 1, Seed = 7, MaxOutputTokens = 64 });

    private sealed class Config : ManualConfig
    {
        public Config()
        {
            AddColumn(new TokensPerSecondColumn());
        }
    }
}
