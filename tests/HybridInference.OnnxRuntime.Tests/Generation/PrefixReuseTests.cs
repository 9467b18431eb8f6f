using CsCheck;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>What a request gets does not depend on the requests before it, whatever is reused of them.</summary>
public sealed class PrefixReuseTests
{
    public static TheoryData<string> Models =>
        [ModelFolders.Demo, ModelFolders.Stories260K, ModelFolders.TinyStories656K, "tiny-gqa-fp16kv", "tiny-gqa-int4", ModelFolders.HuggingFace];

    [Theory]
    [InlineData(ModelFolders.Stories260K)]
    [InlineData(ModelFolders.TinyStories656K)]
    public void Start_GoldenPromptsAgainAndAgain_EqualReference(string name)
    {
        using DecoderModel model = Load(name);
        using TokenGenerator generator = model.CreateGenerator(maxSequences: 2);
        IReadOnlyList<GoldenCase> cases = GoldenCase.LoadStories(name);

        for (int round = 0; round < 3; round++)
        {
            foreach (GoldenCase golden in cases)
            {
                Assert.Equal(golden.GreedyIds, generator.GenerateAll(golden.PromptIds, golden.GreedyIds.Length).Tokens);
            }
        }

        Assert.Equal(2, generator.Sequences.Count);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Start_NextTurn_ComputesOnlyTheRest(string name)
    {
        using DecoderModel model = Load(name);
        using TokenGenerator fresh = model.CreateGenerator();
        using TokenGenerator reusing = model.CreateGenerator(maxSequences: 1);
        int[] prompt = [.. Enumerable.Range(0, 20).Select(i => 3 + i * 31 % 250)];

        for (int turn = 0; turn < 5; turn++)
        {
            (int[] expected, int none) = fresh.GenerateAll(prompt, 12);
            (int[] actual, int cached) = reusing.GenerateAll(prompt, 12);

            Assert.Equal(expected, actual);
            Assert.Equal((0, turn == 0 ? 0 : prompt.Length - 4), (none, cached));

            // The last token of an answer has not gone through the model, and three come from the user.
            prompt = [.. prompt, .. actual, 9, 10, 11];
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Start_RandomConversationsWithCancellations_GiveWhatFreshOnesGive(string name)
    {
        using DecoderModel model = Load(name);
        var random = new Random(12345);
        CheckConversations(model, sequences: 3, [.. Enumerable.Range(0, 30).Select(_ => RandomRequest(random))]);
    }

    [Fact]
    public void Start_AnyConversationsOnAGraphThatConcatenates_GiveWhatFreshOnesGive()
    {
        using var folder = new ToyFolder(new ToyGraph { HasPositionIds = true, HasCombinedCache = true });
        using DecoderModel model = DecoderModel.Load(ModelFolder.Open(folder.Path), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);

        Gen<Request> request = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 60], Gen.Int[0, 3], Gen.Int[1, 20], Gen.Int[0, 15], (start, length, end, count, stop) => new Request(start, length, end, count, stop));
        Gen.Select(Gen.Int[1, 4], request.Array[1, 12]).Sample((sequences, requests) => CheckConversations(model, sequences, requests), iter: 40, threads: 1);
    }

    [Theory]
    [InlineData(ModelFolders.Stories260K)]
    [InlineData("tiny-gqa-fp32")]
    public void Start_PromptsThatShareOnlyTheirBeginning_AreBothKept(string name)
    {
        using DecoderModel model = Load(name);
        using TokenGenerator generator = model.CreateGenerator(maxSequences: 4);
        int[] first = [.. Enumerable.Range(3, 100)];
        int[] second = [.. first[..40], .. Enumerable.Range(150, 50)];

        Assert.Equal(0, generator.GenerateAll(first, 5).Cached);
        Assert.Equal(40, generator.GenerateAll(second, 5).Cached);
        Assert.Equal(99, generator.GenerateAll(first, 5).Cached);
        Assert.Equal(89, generator.GenerateAll(second, 5).Cached);
        Assert.Equal(2, generator.Sequences.Count);
    }

    [Fact]
    public void Start_RunFails_IsNotKept()
    {
        using DecoderModel model = Load("tiny-gqa-fp32");
        using TokenGenerator generator = model.CreateGenerator(chunk: 4, maxSequences: 4);
        int[] expected = generator.GenerateAll([1, 2, 3, 4, 5], 10).Tokens;
        Assert.Equal(1, generator.Sequences.Count);

        Assert.Throws<OnnxRuntimeException>(() => generator.GenerateAll([1, 2, 3, 4, 5, 6, 1_000_000], 10));

        Assert.Equal(0, generator.Sequences.Count);
        (int[] actual, int cached) = generator.GenerateAll([1, 2, 3, 4, 5], 10);
        Assert.Equal(expected, actual);
        Assert.Equal(0, cached);
    }

    [Fact]
    public void Start_LogitsAreNoNumbers_IsNotKept()
    {
        // The first is no token, so that the run which the load ends with finds nothing.
        using var folder = new ToyFolder(new ToyGraph { Peak = float.NaN, Script = [1000, 1, 1, 1] });
        using DecoderModel model = DecoderModel.Load(ModelFolder.Open(folder.Path), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);
        using TokenGenerator generator = model.CreateGenerator(maxSequences: 4);

        Assert.Throws<ModelLoadException>(() => generator.GenerateAll([1, 2, 3], 3));

        Assert.Equal(0, generator.Sequences.Count);
    }

    [Fact]
    public void Return_MoreThanFit_TheOldestMakeRoom()
    {
        using DecoderModel model = Load("tiny-gqa-fp32");
        long bytes = MeasureOne(model);
        using TokenGenerator byCount = model.CreateGenerator(maxSequences: 2);
        using TokenGenerator byBytes = model.CreateGenerator(maxSequences: 9, maxBytes: 3 * bytes + 1);
        using TokenGenerator none = model.CreateGenerator(maxSequences: 9, maxBytes: bytes - 1);

        for (int start = 0; start < 10; start++)
        {
            Assert.All([byCount, byBytes, none], generator => generator.GenerateAll(Enumerable.Range(20 * start, 20), 3));
        }

        Assert.Equal((2, 2 * bytes), (byCount.Sequences.Count, byCount.Sequences.Bytes));
        Assert.Equal((3, 3 * bytes), (byBytes.Sequences.Count, byBytes.Sequences.Bytes));
        Assert.Equal((0, 0), (none.Sequences.Count, none.Sequences.Bytes));
        Assert.Equal(0, byCount.GenerateAll(Enumerable.Range(0, 20), 3).Cached);
        Assert.Equal(19, byCount.GenerateAll(Enumerable.Range(180, 20), 3).Cached);
    }

    [Fact]
    public void Dispose_WithKeptAndRunningSequences_FreesThemAll()
    {
        using DecoderModel model = Load("tiny-gqa-fp32");
        TokenGenerator generator = model.CreateGenerator(maxSequences: 4);
        generator.GenerateAll([1, 2, 3], 3);
        TokenGeneration running = generator.Start(TokenGenerators.Greedy([4, 5], 3), CancellationToken.None);
        Assert.True(running.MoveNext());

        generator.Dispose();
        running.Dispose();
        running.Dispose();

        Assert.Equal((0, 0), (generator.Sequences.Count, generator.Sequences.Bytes));
        Assert.Throws<ObjectDisposedException>(() => generator.Start(TokenGenerators.Greedy([1], 1), CancellationToken.None));
    }

    [Theory]
    [InlineData(ModelFolders.Stories260K)]
    [InlineData("tiny-gqa-fp32")]
    public async Task Start_OnSeveralThreads_GivesWhatFreshOnesGive(string name)
    {
        using DecoderModel model = Load(name);
        using TokenGenerator fresh = model.CreateGenerator();
        using TokenGenerator reusing = model.CreateGenerator(maxSequences: 3);
        int[][] prompts = [.. Enumerable.Range(0, 24).Select(i => Enumerable.Range(3, 30 + i % 5).Append(7 + i % 3).ToArray())];

        int[][] actual = await Task.WhenAll(prompts.Select(prompt => Task.Run(() => reusing.GenerateAll(prompt, 8).Tokens)));

        Assert.All(prompts.Zip(actual), pair => Assert.Equal(fresh.GenerateAll(pair.First, 8).Tokens, pair.Second));
        Assert.InRange(reusing.Sequences.Count, 1, 3);
    }

    private static void CheckConversations(DecoderModel model, int sequences, Request[] requests)
    {
        using TokenGenerator fresh = model.CreateGenerator();
        using TokenGenerator reusing = model.CreateGenerator(chunk: 8, maxSequences: sequences);
        int[] answer = [];
        foreach (Request request in requests)
        {
            int[] prompt = request.Follow(answer);
            answer = fresh.GenerateAll(prompt, request.Count).Tokens;
            Run(reusing, prompt, request, answer);
            Assert.InRange(reusing.Sequences.Count, 0, sequences);
        }
    }

    /// <summary>Runs a request, up to the token where it is cancelled, if it is.</summary>
    private static void Run(TokenGenerator generator, int[] prompt, Request request, int[] expected)
    {
        using var cancellation = new CancellationTokenSource();
        using TokenGeneration generation = generator.Start(TokenGenerators.Greedy(prompt, request.Count), cancellation.Token);
        for (int i = 0; i < expected.Length; i++)
        {
            if (i == request.CancelAt)
            {
                // Now and then before the run, now and then in the middle of it, now and then too late.
                var cancelling = Task.Run(cancellation.Cancel, CancellationToken.None);
                SpinWait.SpinUntil(() => cancelling.Status >= TaskStatus.Running || request.Length % 2 == 0);
                Exception? exception = Record.Exception(() => _ = generation.MoveNext());
                Assert.True(exception is null or OperationCanceledException, exception?.ToString());
                cancelling.Wait(CancellationToken.None);
                return;
            }

            Assert.True(generation.MoveNext());
            Assert.Equal(expected[i], generation.Current);
        }
    }

    private static Request RandomRequest(Random random) =>
        new(random.Next(3), random.Next(1, 60), random.Next(4), random.Next(1, 20), random.Next(16));

    private static long MeasureOne(DecoderModel model)
    {
        using TokenGenerator generator = model.CreateGenerator(maxSequences: 1);
        generator.GenerateAll(Enumerable.Range(0, 20), 3);
        return generator.Sequences.Bytes;
    }

    private static DecoderModel Load(string name) =>
        DecoderModel.Load(ModelFolder.Open(ModelFolders.Require(name)), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);

    /// <summary>A request of one of a few conversations.</summary>
    /// <param name="Start">Which beginning it shares with others; the last one continues the answer before it.</param>
    /// <param name="Length">The length of the beginning.</param>
    /// <param name="End">Which token follows.</param>
    /// <param name="Count">The tokens to generate.</param>
    /// <param name="CancelAt">The token that it is cancelled at; beyond the count, it is not cancelled.</param>
    private sealed record Request(int Start, int Length, int End, int Count, int CancelAt)
    {
        public int[] Follow(int[] answer)
        {
            IEnumerable<int> beginning = Enumerable.Range(0, Length).Select(i => 3 + (i * 37 + Start * 11) % 200);
            return Start == 2 ? [.. beginning, .. answer, 3 + End] : [.. beginning, 3 + End];
        }
    }
}
