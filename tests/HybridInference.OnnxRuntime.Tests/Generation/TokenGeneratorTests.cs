namespace HybridInference.OnnxRuntime.Tests;

public sealed class TokenGeneratorTests
{
    public static TheoryData<string> ReferenceModels => ["tiny-gqa-fp32", "tiny-gqa-int4", "tiny-gqa-fp16kv", "tiny-gqa-fp32-pruned"];

    public static TheoryData<string> AllModels => [ModelFolders.Demo, .. ReferenceModels];

    [Theory]
    [MemberData(nameof(ReferenceModels))]
    public void Generate_Greedy_EqualsReferenceEngine(string name)
    {
        ModelFolder folder = ModelFolder.Open(ModelFolders.Require(name));
        using DecoderModel model = Load(folder);
        var generator = new TokenGenerator(model, folder.Config.EosTokenIds, prefillChunk: 128);

        foreach (GoldenCase golden in GoldenCase.Load(name))
        {
            GenerationRequest request = Greedy(golden.PromptIds, golden.GreedyIds.Length);
            Assert.Equal(golden.GreedyIds, generator.Generate(request, CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(ModelFolders.Stories260K)]
    [InlineData(ModelFolders.TinyStories656K)]
    public void Generate_GreedyInTheHuggingFaceLayout_EqualsReference(string name)
    {
        using DecoderModel model = Load(ModelFolder.Open(ModelFolders.Require(name)));
        Assert.False(model.Signature.SharesCache);

        foreach (GoldenCase golden in GoldenCase.LoadStories(name))
        {
            foreach (int chunk in (int[])[1, 3, 128])
            {
                GenerationRequest request = Greedy(golden.PromptIds, golden.GreedyIds.Length);
                Assert.Equal(golden.GreedyIds, new TokenGenerator(model, [], chunk).Generate(request, CancellationToken.None));
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllModels))]
    public void Generate_PrefillInChunks_EqualsOneShot(string name)
    {
        ModelFolder folder = ModelFolder.Open(ModelFolders.Require(name));
        using DecoderModel model = Load(folder);
        int[] prompt = [.. Enumerable.Range(0, 150).Select(i => i * 31 % 250)];

        int[] expected = [.. new TokenGenerator(model, [], prefillChunk: 1000).Generate(Greedy(prompt, 30), CancellationToken.None)];
        foreach (int chunk in (int[])[1, 7, 128])
        {
            Assert.Equal(expected, new TokenGenerator(model, [], chunk).Generate(Greedy(prompt, 30), CancellationToken.None));
        }
    }

    [Theory]
    [MemberData(nameof(AllModels))]
    public void Append_CacheGrowsManyTimes_GivesTheSameLogits(string name)
    {
        using DecoderModel model = Load(ModelFolder.Open(ModelFolders.Require(name)));
        Assert.True(model.Signature.SharesCache);
        using var growing = new DecoderSequence(model, expected: 0, limit: 500, CancellationToken.None);
        using var large = new DecoderSequence(model, expected: 500, limit: 500, CancellationToken.None);

        for (int i = 0; i < 500; i++)
        {
            int[] token = [i * 31 % 250];
            growing.Append(token);
            large.Append(token);
            Assert.Equal(large.Logits.ToArray(), growing.Logits.ToArray());
        }

        Assert.Throws<InvalidOperationException>(() => growing.Append([1]));
    }

    [Theory]
    [InlineData(ModelFolders.Demo)]
    [InlineData("tiny-gqa-fp32")]
    public void Append_Cancelled_Throws(string name)
    {
        using DecoderModel model = Load(ModelFolder.Open(ModelFolders.Require(name)));
        using var cancellation = new CancellationTokenSource();
        using var sequence = new DecoderSequence(model, expected: 10, limit: 10, cancellation.Token);
        sequence.Append([1, 2, 3]);
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => sequence.Append([4]));
        Assert.Equal(3, sequence.Length);
    }

    [Theory]
    [InlineData(ModelFolders.Demo)]
    [InlineData("tiny-gqa-fp16kv")]
    public void Generate_EachToken_AllocatesLittle(string name)
    {
        using DecoderModel model = Load(ModelFolder.Open(ModelFolders.Require(name)));
        using IEnumerator<int> tokens = new TokenGenerator(model, [], prefillChunk: 128)
            .Generate(Greedy([1, 2, 3], 50), CancellationToken.None).GetEnumerator();
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(tokens.MoveNext()));

        // No growth of the cache in between: 3 + 40 tokens fit into the first block.
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 30; i++)
        {
            tokens.MoveNext();
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 30, 0, 256);
    }

    private static DecoderModel Load(ModelFolder folder) => DecoderModel.Load(folder, new EngineSettings(IntraOpThreads: 1), CancellationToken.None);

    private static GenerationRequest Greedy(int[] prompt, int count) =>
        new() { Prompt = prompt, MaxOutputTokens = count, Sampling = SamplingSettings.Greedy };
}
