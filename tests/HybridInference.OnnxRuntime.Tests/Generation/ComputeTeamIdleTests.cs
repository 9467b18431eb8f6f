namespace HybridInference.OnnxRuntime.Tests;

/// <summary>What a team takes of the processor between requests. Alone in the process, as what other tests take would be counted too.</summary>
[Collection(nameof(ComputeTeamIdleTests))]
[CollectionDefinition(nameof(ComputeTeamIdleTests), DisableParallelization = true)]
public sealed class ComputeTeamIdleTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(0.05);

    private static readonly int[] Prompt = [.. Enumerable.Range(0, 150)];

    [Fact]
    public async Task Generate_Done_LeavesTheProcessorAlone()
    {
        using DecoderModel model = DecoderModel.Load(
            ModelFolder.Open(ModelFolders.Require("tiny-gqa-int4")), new EngineSettings(IntraOpThreads: 4), CancellationToken.None);
        using TokenGenerator generator = model.CreateGenerator(chunk: 128);
        Assert.NotEmpty(generator.Generate(TokenGenerators.Greedy(Prompt, 30)));

        // Three helpers that waited busily would take as much time as there are cores, for ever. The runtime compiles for a while.
        TimeSpan least = TimeSpan.MaxValue;
        for (int i = 0; i < 20 && least > Allowed; i++)
        {
            TimeSpan taken = await TimeTakenInAsync(Window);
            least = taken < least ? taken : least;
        }

        Assert.InRange(least, TimeSpan.Zero, Allowed);
    }

    private static async Task<TimeSpan> TimeTakenInAsync(TimeSpan window)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await Task.Delay(window, TestContext.Current.CancellationToken);
        return Environment.CpuUsage.TotalTime - before;
    }
}
