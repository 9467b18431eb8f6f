namespace HybridInference.OnnxRuntime.Tests;

public sealed class GraphRewriterTests
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 150).Select(i => i * 31 % 250)];

    /// <summary>The rewrites that this processor can have.</summary>
    private static readonly GraphRewrites Possible = CustomOperators.AreAvailable
        ? GraphRewrites.All
        : GraphRewrites.All & ~(GraphRewrites.Int4Products | GraphRewrites.Attention);

    public static TheoryData<string, string> Expected => new()
    {
        { ModelFolders.Demo, "LogitRows, SequenceLengths, PackedProjections, Attention" },
        { "tiny-gqa-int4", "LogitRows, SequenceLengths, PackedProjections, Int4Products" },
        { "tiny-gqa-fp16kv", "LogitRows, SequenceLengths, PackedProjections" },
        { "tiny-gqa-fp32", "LogitRows, SequenceLengths" },
        { "tiny-gqa-fp32-pruned", "SequenceLengths" },
        { ModelFolders.HuggingFace, "LogitRows, SequenceLengths, PackedProjections, Int4Products" },
        { ModelFolders.Stories260K, "LogitRows" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Load_RealFolder_MakesWhatItsPatternsAllow(string name, string expected)
    {
        using DecoderModel model = Load(name, GraphRewrites.All);

        Assert.Equal(Enum.Parse<GraphRewrites>(expected) & Possible, model.Rewrites);
        Assert.Empty(model.Warnings);
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

    [Fact]
    public void Load_RewrittenGraphIsRefused_WarnsAndLoadsThePublishedOne()
    {
        string folder = Directory.CreateTempSubdirectory("hybrid-refused-").FullName;
        try
        {
            foreach (string file in Directory.GetFiles(ModelFolders.Require(ModelFolders.Demo)))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            WriteGraphWithTakenName(folder);
            using DecoderModel model = DecoderModel.Load(ModelFolder.Open(folder), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);
            using DecoderModel expected = Load(ModelFolders.Demo, GraphRewrites.None);

            Assert.Equal(GraphRewrites.None, model.Rewrites);
            Assert.Contains("faster form", Assert.Single(model.Warnings), StringComparison.Ordinal);
            Assert.Equal(Generate(expected, chunk: 128), Generate(model, chunk: 128));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Load_OptimisationIsOff_DoesNotPack()
    {
        using var folder = new ToyFolder(config: """{ "model": { "decoder": { "session_options": { "graph_optimization_level": "ORT_DISABLE_ALL" } } } }""");
        File.Copy(Path.Combine(ModelFolders.Require(ModelFolders.Demo), "model.onnx"), folder.File("model.onnx"), overwrite: true);

        using DecoderModel model = DecoderModel.Load(ModelFolder.Open(folder.Path), new EngineSettings(IntraOpThreads: 1), CancellationToken.None);

        Assert.Equal((GraphRewrites.LogitRows | GraphRewrites.SequenceLengths | GraphRewrites.Attention) & Possible, model.Rewrites);
    }

    /// <summary>Gives a graph a value with a name that rewriting makes up.</summary>
    private static void WriteGraphWithTakenName(string folder)
    {
        OnnxGraph graph = OnnxGraphReader.Read(Path.Combine(folder, "model.onnx"));
        graph.Nodes.Add(new OnnxNode("Shape") { Inputs = ["input_ids"], Outputs = ["hybrid.0"] });
        graph.Outputs.Add(OnnxValue.Create("hybrid.0", OnnxValue.Int64, new OnnxDimension(2, null)));
        File.WriteAllBytes(Path.Combine(folder, "taken.onnx"), graph.Encode());
        string config = Path.Combine(folder, "genai_config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"model.onnx\"", "\"taken.onnx\"", StringComparison.Ordinal));
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
