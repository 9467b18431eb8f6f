namespace HybridInference.OnnxRuntime.Tests;

public sealed class GraphRewriterTests
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 150).Select(i => i * 31 % 250)];

    public static TheoryData<string, string> Expected => new()
    {
        { ModelFolders.Demo, "LogitRows, SequenceLengths, PackedProjections" },
        { "tiny-gqa-int4", "LogitRows, SequenceLengths, PackedProjections" },
        { "tiny-gqa-fp16kv", "LogitRows, SequenceLengths, PackedProjections" },
        { "tiny-gqa-fp32", "LogitRows, SequenceLengths" },
        { "tiny-gqa-fp32-pruned", "SequenceLengths" },
        { ModelFolders.HuggingFace, "LogitRows, SequenceLengths, PackedProjections" },
        { ModelFolders.Stories260K, "LogitRows" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Load_RealFolder_MakesWhatItsPatternsAllow(string name, string expected)
    {
        using DecoderModel model = Load(name, GraphRewrites.All);

        Assert.Equal(Enum.Parse<GraphRewrites>(expected), model.Rewrites);
        Assert.Null(model.RewriteFailure);
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Generate_EachRewriteAlone_EqualsPublishedGraph(string name, string expected)
    {
        using DecoderModel published = Load(name, GraphRewrites.None);
        int[] ids = Generate(published, chunk: 1000);
        foreach (GraphRewrites rewrite in expected.Split(", ").Select(Enum.Parse<GraphRewrites>).Append(GraphRewrites.All))
        {
            using DecoderModel rewritten = Load(name, rewrite);
            foreach (int chunk in (int[])[1, 7, 128])
            {
                Assert.Equal(ids, Generate(rewritten, chunk));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Append_SeveralRowsWanted_GivesThoseOfPublishedGraph(string name, string expected)
    {
        using DecoderModel published = Load(name, GraphRewrites.None);
        using DecoderModel rewritten = Load(name, GraphRewrites.LogitRows);
        int rows = expected.Contains(nameof(GraphRewrites.LogitRows), StringComparison.Ordinal) ? 4 : 1;
        Assert.Equal(LogitsOf(published, rows), LogitsOf(rewritten, rows));
    }

    private static float[][] LogitsOf(DecoderModel model, int rows)
    {
        using var run = new DecoderRun(model, CancellationToken.None);
        using var sequence = new DecoderSequence(model);
        sequence.Expect(expected: 20, limit: 20);
        sequence.Append([1, 2, 3], run, wantedRows: 0);
        sequence.Append([4, 5, 6, 7, 8], run, rows);
        return [.. Enumerable.Range(0, rows).Select(i => sequence.LogitsFromEnd(i).ToArray())];
    }

    private static int[] Generate(DecoderModel model, int chunk)
    {
        using TokenGenerator generator = model.CreateGenerator(chunk);
        return [.. generator.Generate(TokenGenerators.Greedy(Prompt, 30))];
    }

    private static DecoderModel Load(string name, GraphRewrites rewrites) => DecoderModel.Load(
        ModelFolder.Open(ModelFolders.Require(name)), new EngineSettings(IntraOpThreads: 1, Rewrites: rewrites), CancellationToken.None);
}
