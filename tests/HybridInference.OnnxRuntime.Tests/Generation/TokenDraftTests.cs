using CsCheck;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Guessed tokens make an answer come faster, and change nothing else.</summary>
public sealed class TokenDraftTests
{
    /// <summary>A text that repeats its first third.</summary>
    private static readonly int[] Text = [.. Enumerable.Repeat(Enumerable.Range(10, 40), 3).SelectMany(part => part)];

    public static TheoryData<string> SyntheticModels => ["tiny-gqa-fp32", "tiny-gqa-int4", "tiny-gqa-fp16kv"];

    public static TheoryData<string> Models => [ModelFolders.Demo, ModelFolders.HuggingFace, .. SyntheticModels];

    [Theory]
    [MemberData(nameof(SyntheticModels))]
    public void Generate_GoldenPrompts_EqualsReferenceEngine(string name)
    {
        ModelFolder folder = ModelFolder.Open(ModelFolders.Require(name));
        using DecoderModel model = Load(folder.Path);
        foreach (GoldenCase golden in GoldenCase.Load(name))
        {
            CheckDrafts(model, golden.PromptIds, golden.GreedyIds);
        }
    }

    [Theory]
    [InlineData(ModelFolders.Stories260K)]
    [InlineData(ModelFolders.TinyStories656K)]
    public void Generate_GoldenPromptsOnAGraphThatConcatenates_EqualsReference(string name)
    {
        using DecoderModel model = Load(ModelFolders.Require(name));
        foreach (GoldenCase golden in GoldenCase.LoadStories(name))
        {
            CheckDrafts(model, golden.PromptIds, golden.GreedyIds);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Generate_PromptThatRepeatsItself_EqualsPlainGreedy(string name)
    {
        using DecoderModel model = Load(ModelFolders.Require(name));
        using TokenGenerator plain = model.CreateGenerator();
        for (int seed = 0; seed < 8; seed++)
        {
            int[] part = [.. Enumerable.Range(0, 12 + seed).Select(i => 3 + (i * 37 + seed * 11) % 200)];
            int[] prompt = [.. part, .. part, .. part];
            CheckDrafts(model, prompt, plain.GenerateAll(prompt, 80).Tokens);
        }
    }

    [Fact]
    public void Generate_AnyTextOnAGraphThatConcatenates_IsTheText()
    {
        Gen<int[]> text = Gen.Int[3, 6].Array[1, 8].Select(parts => parts.SelectMany(part => Enumerable.Range(part, 7)).ToArray());
        Gen.Select(text, Gen.Int[1, 20], Gen.Int[1, 16], Gen.Bool).Sample(
            (tokens, promptLength, drafts, isCombined) => CheckScript(tokens, Math.Min(promptLength, tokens.Length - 1), drafts, isCombined),
            iter: 60,
            threads: 1);
    }

    [Theory]
    [InlineData(false, TensorElementType.Float)]
    [InlineData(true, TensorElementType.Float16)]
    public void MoveNext_AnswerRepeatsThePrompt_RunsTheGraphLessOften(bool hasNumLogitsToKeep, TensorElementType floatType)
    {
        var graph = new ToyGraph { Script = [.. Text[1..], 1], HasNumLogitsToKeep = hasNumLogitsToKeep, FloatType = floatType };
        using var folder = new ToyFolder(graph);
        using DecoderModel model = Load(folder.Path);

        Assert.Equal(10, RunsFor(model, Text[..60], Text[60..], drafts: 7));
        Assert.Equal(60, RunsFor(model, Text[..60], Text[60..], drafts: 0));
    }

    [Fact]
    public void MoveNext_GraphGivesOneRow_DoesWithout()
    {
        using var folder = new ToyFolder(new ToyGraph { Script = [.. Text[1..], 1], IsPruned = true });
        using DecoderModel model = Load(folder.Path);

        Assert.Equal(60, RunsFor(model, Text[..60], Text[60..], drafts: 7));
    }

    [Fact]
    public void MoveNext_CancelledBetweenGuessedTokens_KeepsASoundSequence()
    {
        using var folder = new ToyFolder(new ToyGraph { Script = [.. Text[1..], 1], HasCombinedCache = true });
        using DecoderModel model = Load(folder.Path);
        using TokenGenerator generator = model.CreateGenerator(maxSequences: 1, drafts: 7);
        for (int count = 1; count < 40; count++)
        {
            using var cancellation = new CancellationTokenSource();
            using (TokenGeneration generation = generator.Start(TokenGenerators.Greedy(Text[..60], 60), cancellation.Token))
            {
                Assert.All(Text.AsSpan(60, count).ToArray(), token => Assert.True(generation.MoveNext() && generation.Current == token));
                cancellation.Cancel();
                Assert.Throws<OperationCanceledException>(() => generation.MoveNext());
            }

            Assert.Equal(Text[60..], generator.GenerateAll(Text[..60], 60).Tokens);
        }
    }

    private static void CheckScript(int[] tokens, int promptLength, int drafts, bool isCombined)
    {
        using var folder = new ToyFolder(new ToyGraph { Script = [.. tokens[1..], 0], HasCombinedCache = isCombined, Layers = 1 });
        using DecoderModel model = Load(folder.Path);
        RunsFor(model, tokens[..promptLength], tokens[promptLength..], drafts);
    }

    private static void CheckDrafts(DecoderModel model, int[] prompt, int[] expected)
    {
        foreach (int drafts in (int[])[1, 3, 7])
        {
            RunsFor(model, prompt, expected, drafts);
        }
    }

    /// <summary>Checks an answer and counts the runs that it took.</summary>
    private static int RunsFor(DecoderModel model, int[] prompt, int[] expected, int drafts)
    {
        using TokenGenerator generator = model.CreateGenerator(drafts: drafts);
        using TokenGeneration generation = generator.Start(TokenGenerators.Greedy(prompt, expected.Length), CancellationToken.None);
        Assert.All(expected, token =>
        {
            Assert.True(generation.MoveNext());
            Assert.Equal(token, generation.Current);
        });
        Assert.False(generation.MoveNext());
        return generation.Runs;
    }

    private static DecoderModel Load(string path) =>
        DecoderModel.Load(ModelFolder.Open(path), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);
}
