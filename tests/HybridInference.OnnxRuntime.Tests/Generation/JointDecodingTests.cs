using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Requests that go through the graph together get what each gets alone.</summary>
public sealed class JointDecodingTests
{
    public static TheoryData<string> SyntheticModels => ["tiny-gqa-fp32", "tiny-gqa-int4", "tiny-gqa-fp16kv", "tiny-gqa-fp32-pruned"];

    public static TheoryData<string> Models => [ModelFolders.Demo, .. SyntheticModels];

    [Theory]
    [MemberData(nameof(SyntheticModels))]
    public void Step_GoldenPromptsTogether_EqualReferenceEngine(string name)
    {
        using DecoderModel model = Load(name);
        IReadOnlyList<GoldenCase> cases = GoldenCase.Load(name);

        List<int>[] actual = RunTogether(model, cases.Select(golden => TokenGenerators.Greedy(golden.PromptIds, golden.GreedyIds.Length)));

        Assert.All(cases.Zip(actual), pair => Assert.Equal(pair.First.GreedyIds, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Step_RequestsJoinAndLeaveAtAnyTime_GetWhatEachGetsAlone(string name)
    {
        using DecoderModel model = Load(name);
        using TokenGenerator alone = model.CreateGenerator();
        var random = new Random(7);
        for (int round = 0; round < 3; round++)
        {
            GenerationRequest[] requests = [.. Enumerable.Range(0, 10).Select(_ => RandomRequest(random))];
            int[] starts = [.. requests.Select(_ => random.Next(30))];

            List<int>[] actual = RunTogether(model, requests, starts, chunk: 16);

            Assert.All(requests.Zip(actual), pair => Assert.Equal(alone.Generate(pair.First), pair.Second));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Step_SampledWithSeeds_GetsWhatEachGetsAlone(string name)
    {
        using DecoderModel model = Load(name);
        using TokenGenerator alone = model.CreateGenerator();
        GenerationRequest[] requests =
        [
            .. Enumerable.Range(1, 5).Select(seed => TokenGenerators.Greedy([seed, 5, 9], 20) with
            {
                Sampling = new SamplingSettings { Temperature = 0.9f, Seed = seed, FrequencyPenalty = 0.5f },
            }),
        ];

        List<int>[] actual = RunTogether(model, requests);

        Assert.All(requests.Zip(actual), pair => Assert.Equal(alone.Generate(pair.First), pair.Second));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Return_AfterGoingOnTogether_KeepsWhatWasComputed(string name)
    {
        using DecoderModel model = Load(name);
        using TokenGenerator generator = model.CreateGenerator(maxSequences: 8);
        int[][] prompts = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(3 + (20 * i), 10 + i).ToArray())];

        List<int>[] answers = RunTogether(generator, [.. prompts.Select(prompt => TokenGenerators.Greedy(prompt, 20))]);

        using TokenGenerator fresh = model.CreateGenerator();
        foreach ((int[] prompt, List<int> answer) in prompts.Zip(answers))
        {
            int[] next = [.. prompt, .. answer, 9, 10];
            (int[] actual, int cached) = generator.GenerateAll(next, 10);
            Assert.Equal(prompt.Length + answer.Count - 1, cached);
            Assert.Equal(fresh.GenerateAll(next, 10).Tokens, actual);
        }
    }

    [Fact]
    public void Step_MemoryForTwo_LetsTheOthersGoOnAlone()
    {
        using DecoderModel model = Load("tiny-gqa-fp32");
        using TokenGenerator alone = model.CreateGenerator();
        long bytesPerToken = model.Signature.Cache.Sum(tensor => tensor.BytesOf(1));
        GenerationRequest[] requests = [.. Enumerable.Range(0, 5).Select(i => TokenGenerators.Greedy([1 + i, 2, 3], 30))];

        using var generator = new TokenGenerator(model, [], new EngineSettings(MaxKeptSequences: 0, MaxConcurrentBytes: 2 * 2 * 64 * bytesPerToken));
        List<int>[] actual = RunTogether(generator, requests);

        Assert.All(requests.Zip(actual), pair => Assert.Equal(alone.Generate(pair.First), pair.Second));
    }

    [Fact]
    public void Step_OneFails_FailsAlone()
    {
        using DecoderModel model = Load("tiny-gqa-fp32");
        using TokenGenerator generator = model.CreateGenerator();
        using TokenGeneration good = generator.Start(TokenGenerators.Greedy([1, 2, 3], 10), CancellationToken.None);
        using TokenGeneration bad = generator.Start(TokenGenerators.Greedy([4, 5], 10), CancellationToken.None);
        Assert.True(good.MoveNext() && bad.MoveNext());

        bad.Choose(Enumerable.Repeat(float.NaN, model.Signature.Logits.VocabularySize).ToArray());
        generator.StepTogether([good]);

        Assert.Throws<ModelLoadException>(() => bad.MoveNext());
        Assert.True(good.MoveNext());
    }

    [Fact]
    public void Step_JointRunFails_EachGoesOnAlone()
    {
        using DecoderModel model = Load("tiny-gqa-fp32");
        using TokenGenerator generator = model.CreateGenerator();
        int[] expected = generator.GenerateAll([1, 2, 3], 10).Tokens;
        using TokenGeneration good = generator.Start(TokenGenerators.Greedy([1, 2, 3], 10), CancellationToken.None);
        using TokenGeneration bad = generator.Start(TokenGenerators.Greedy([4, 5], 10), CancellationToken.None);
        Assert.True(good.MoveNext() && bad.MoveNext());
        var answer = new List<int> { good.Current };

        // A token that the model does not have.
        var logits = new float[model.Signature.Logits.VocabularySize + 1];
        logits[^1] = 1;
        bad.Choose(logits);
        Assert.True(bad.MoveNext());
        while (answer.Count < expected.Length)
        {
            generator.StepTogether([good, bad]);
            Assert.True(good.MoveNext());
            answer.Add(good.Current);
        }

        Assert.Equal(expected, answer);
        Assert.Throws<OnnxRuntimeException>(() => bad.MoveNext());
    }

    [Fact]
    public void CountFitting_MaxBytes_BoundsTheSlots()
    {
        using DecoderModel model = Load("tiny-gqa-fp32");
        long slot = 64 * model.Signature.Cache.Sum(tensor => tensor.BytesOf(1));
        DecoderSequence[] sequences = [.. Enumerable.Range(0, 5).Select(_ => new DecoderSequence(model))];

        // Slots come in powers of two.
        Assert.All(
            [(1L, 0), (slot, 1), (2 * slot, 2), (3 * slot, 2), (4 * slot, 4), (8 * slot, 5)],
            pair =>
            {
                using var batch = new DecoderBatch(model, pair.Item1);
                Assert.Equal(pair.Item2, batch.CountFitting(sequences));
            });
        Array.ForEach(sequences, sequence => sequence.Dispose());
    }

    [Theory]
    [InlineData(ModelFolders.Demo, true)]
    [InlineData("tiny-gqa-fp32", true)]
    [InlineData(ModelFolders.Stories260K, false)]
    public void ServesSequences_Attention_TellsWhetherItTakesLengths(string name, bool expected)
    {
        using DecoderModel model = Load(name);

        Assert.Equal(expected, model.Signature.ServesSequences);
    }

    private static GenerationRequest RandomRequest(Random random) => TokenGenerators.Greedy(
        Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(3, 250)), random.Next(1, 40));

    private static List<int>[] RunTogether(DecoderModel model, IEnumerable<GenerationRequest> requests, int[]? starts = null, int chunk = 128)
    {
        using TokenGenerator generator = model.CreateGenerator(chunk);
        return RunTogether(generator, [.. requests], starts);
    }

    /// <summary>Runs requests together, each from its own step on.</summary>
    private static List<int>[] RunTogether(TokenGenerator generator, GenerationRequest[] requests, int[]? starts = null)
    {
        List<int>[] answers = [.. requests.Select(_ => new List<int>())];
        var running = new TokenGeneration?[requests.Length];
        for (int step = 0; step < 200; step++)
        {
            for (int i = 0; i < requests.Length; i++)
            {
                running[i] ??= (starts?[i] ?? 0) == step ? generator.Start(requests[i], CancellationToken.None) : null;
            }

            running.FirstOrDefault(generation => generation?.IsPrefilling == true)?.Prefill();
            generator.StepTogether([.. running.OfType<TokenGeneration>().Where(generation => generation.WantsToken)]);
            for (int i = 0; i < requests.Length; i++)
            {
                Advance(generator, running[i], answers[i]);
            }
        }

        Assert.All(running, generation => Assert.False(generation!.WantsToken));
        return answers;
    }

    private static void Advance(TokenGenerator generator, TokenGeneration? generation, List<int> answer)
    {
        if (generation is null or { IsPrefilling: true })
        {
            return;
        }

        if (generation.MoveNext())
        {
            answer.Add(generation.Current);
            return;
        }

        generator.Leave(generation);
        generation.Dispose();
    }

    private static DecoderModel Load(string name) =>
        DecoderModel.Load(ModelFolder.Open(ModelFolders.Require(name)), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);
}
