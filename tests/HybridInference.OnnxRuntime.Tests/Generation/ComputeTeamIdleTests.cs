namespace HybridInference.OnnxRuntime.Tests;

/// <summary>What a team takes of the processor between requests. Alone in the process, as what other tests take would be counted too.</summary>
[Collection(nameof(ComputeTeamIdleTests))]
[CollectionDefinition(nameof(ComputeTeamIdleTests), DisableParallelization = true)]
public sealed class ComputeTeamIdleTests
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 150)];

    [Fact]
    public async Task Generate_Done_LeavesTheProcessorAlone()
    {
        using DecoderModel model = DecoderModel.Load(
            ModelFolder.Open(ModelFolders.Require("tiny-gqa-int4")), new EngineSettings(IntraOpThreads: 4), CancellationToken.None);
        using TokenGenerator generator = model.CreateGenerator(chunk: 128);
        Assert.NotEmpty(generator.Generate(TokenGenerators.Greedy(Prompt, 30)));
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        // Three helpers that waited busily would take as much time as there are cores.
        Assert.InRange(Environment.CpuUsage.TotalTime - before, TimeSpan.Zero, TimeSpan.FromSeconds(0.3));
    }
}
