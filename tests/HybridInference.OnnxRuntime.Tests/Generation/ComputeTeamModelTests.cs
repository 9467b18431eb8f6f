namespace HybridInference.OnnxRuntime.Tests;

public sealed class ComputeTeamModelTests
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 150).Select(i => i * 31 % 250)];

    public static TheoryData<string> Models => [ModelFolders.Demo, "tiny-gqa-int4", ModelFolders.HuggingFace];

    [Theory]
    [MemberData(nameof(Models))]
    public void Generate_SeveralThreads_EqualsPublishedGraph(string name)
    {
        using DecoderModel published = Load(name, threads: 1, GraphRewrites.None);
        using DecoderModel model = Load(name, threads: 3);

        Assert.Equal(model.Rewrites.HasFlag(GraphRewrites.Int4Products), model.Team is not null);
        Assert.Equal(Generate(published), Generate(model));
    }

    [Fact]
    public void Load_OneThreadOrNoProductOfOurs_HasNoTeam()
    {
        using DecoderModel single = Load("tiny-gqa-int4", threads: 1);
        using DecoderModel published = Load("tiny-gqa-int4", threads: 3, GraphRewrites.All & ~GraphRewrites.Int4Products);

        Assert.Null(single.Team);
        Assert.Null(published.Team);
    }

    [Fact]
    public async Task Generate_TwoModelsAtOnce_BothAreRight()
    {
        using DecoderModel one = Load("tiny-gqa-int4", threads: 3), other = Load(ModelFolders.HuggingFace, threads: 2);
        int[] expectedOne = Generate(one), expectedOther = Generate(other);
        for (int i = 0; i < 5; i++)
        {
            Task<int[]> first = Task.Run(() => Generate(one), TestContext.Current.CancellationToken);
            Assert.Equal(expectedOther, Generate(other));
            Assert.Equal(expectedOne, await first);
        }
    }

    [Fact]
    public async Task Load_TwoModelsAtOnceAsFirstOfAProcess_BothAnswer()
    {
        ModelFolders.Require("tiny-gqa-int4");
        Assert.Equal("", await FreshProcess.RunAsync(typeof(ComputeTeamModelTests), nameof(Load_TwoModelsAtOnce_BothAnswerTheSame)));
    }

    [Fact]
    public async Task Load_TwoModelsAtOnce_BothAnswerTheSame()
    {
        using var barrier = new Barrier(2);
        int[][] answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                using DecoderModel model = Load("tiny-gqa-int4", threads: 2);
                Assert.Empty(model.Warnings);
                return Generate(model);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(answers[0], answers[1]);
    }

    private static int[] Generate(DecoderModel model)
    {
        using TokenGenerator generator = model.CreateGenerator(chunk: 128);
        return [.. generator.Generate(TokenGenerators.Greedy(Prompt, 30))];
    }

    private static DecoderModel Load(string name, int threads, GraphRewrites rewrites = GraphRewrites.All) => DecoderModel.Load(
        ModelFolder.Open(ModelFolders.Require(name)), new EngineSettings(IntraOpThreads: threads, Rewrites: rewrites), CancellationToken.None);
}
