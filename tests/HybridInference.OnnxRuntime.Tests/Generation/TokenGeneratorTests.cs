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
        using TokenGenerator generator = model.CreateGenerator(endTokens: folder.Config.EosTokenIds);

        foreach (GoldenCase golden in GoldenCase.Load(name))
        {
            GenerationRequest request = Greedy(golden.PromptIds, golden.GreedyIds.Length);
            Assert.Equal(golden.GreedyIds, generator.Generate(request));
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
                using TokenGenerator generator = model.CreateGenerator(chunk);
                Assert.Equal(golden.GreedyIds, generator.Generate(Greedy(golden.PromptIds, golden.GreedyIds.Length)));
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

        using TokenGenerator oneShot = model.CreateGenerator(chunk: 1000);
        int[] expected = [.. oneShot.Generate(Greedy(prompt, 30))];
        foreach (int chunk in (int[])[1, 7, 128])
        {
            using TokenGenerator generator = model.CreateGenerator(chunk);
            Assert.Equal(expected, generator.Generate(Greedy(prompt, 30)));
        }
    }

    [Theory]
    [MemberData(nameof(AllModels))]
    public void Append_CacheGrowsManyTimes_GivesTheSameLogits(string name)
    {
        using DecoderModel model = Load(ModelFolder.Open(ModelFolders.Require(name)));
        Assert.True(model.Signature.SharesCache);
        using var run = new DecoderRun(model, CancellationToken.None);
        using var growing = new DecoderSequence(model);
        growing.Expect(expected: 0, limit: 500);
        using var large = new DecoderSequence(model);
        large.Expect(expected: 500, limit: 500);

        for (int i = 0; i < 500; i++)
        {
            int[] token = [i * 31 % 250];
            growing.Append(token, run);
            large.Append(token, run);
            Assert.Equal(large.Logits.ToArray(), growing.Logits.ToArray());
        }

        Assert.Throws<InvalidOperationException>(() => growing.Append([1], run));
    }

    [Theory]
    [InlineData(ModelFolders.Demo)]
    [InlineData("tiny-gqa-fp32")]
    public void Append_Cancelled_Throws(string name)
    {
        using DecoderModel model = Load(ModelFolder.Open(ModelFolders.Require(name)));
        using var cancellation = new CancellationTokenSource();
        using var run = new DecoderRun(model, cancellation.Token);
        using var sequence = new DecoderSequence(model);
        sequence.Expect(expected: 10, limit: 10);
        sequence.Append([1, 2, 3], run);
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => sequence.Append([4], run));
        Assert.Equal([1, 2, 3], sequence.Tokens);
        Assert.True(sequence.IsSound);
    }

    [Theory]
    [InlineData(ModelFolders.Demo)]
    [InlineData("tiny-gqa-fp16kv")]
    public void Generate_EachToken_AllocatesNothing(string name)
    {
        using DecoderModel model = Load(ModelFolder.Open(ModelFolders.Require(name)));
        using TokenGenerator generator = model.CreateGenerator();
        using TokenGeneration tokens = generator.Start(Greedy([1, 2, 3], 50), CancellationToken.None);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(tokens.MoveNext()));

        // No growth of the cache in between: 3 + 40 tokens fit into the first block.
        // The best of three rounds, because the runtime allocates on this thread too, now and then.
        long fewest = Enumerable.Range(0, 3).Min(_ => AllocatedByTenTokens(tokens));

        Assert.Equal(0, fewest);
    }

    private static long AllocatedByTenTokens(TokenGeneration tokens)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            tokens.MoveNext();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static DecoderModel Load(ModelFolder folder) => DecoderModel.Load(folder, new EngineSettings(IntraOpThreads: 1), CancellationToken.None);

    private static GenerationRequest Greedy(int[] prompt, int count) => TokenGenerators.Greedy(prompt, count);
}
