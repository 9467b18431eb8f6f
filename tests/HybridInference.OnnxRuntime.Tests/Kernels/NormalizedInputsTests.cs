using CsCheck;
using HybridInference.OnnxModels;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class NormalizedInputsTests
{
    [Fact]
    public void Run_NormalizationBeforeProduct_EqualsOnnxRuntime()
    {
        Assert.SkipUnless(CustomOperators.AreAvailable, "This processor has not the instructions that the operator needs.");
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 700], Gen.Int[1, 100], Gen.Int).Sample(
            (rows, length, columns, seed) =>
            {
                byte[] published = CreateGraph(length, columns, seed);
                float[][] expected = Run(published, rows, length, seed);
                float[][] actual = Run(Rewrite(published, isLeft: false), rows, length, seed);

                Assert.Equal(expected[1], actual[1]);
                Assert.True(Distance(actual[0], expected[0]) < 0.01, $"{rows} x {length} x {columns}: off by {Distance(actual[0], expected[0])}.");
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Find_NormalizationIsUsedElsewhereOrHasBias_LeavesIt(bool isOutput, bool hasBias)
    {
        Assert.SkipUnless(CustomOperators.AreAvailable, "This processor has not the instructions that the operator needs.");
        byte[] published = CreateGraph(length: 64, columns: 5, seed: 1, isOutput, hasBias);
        float[] expected = Run(published, rows: 1, length: 64, seed: 1)[0];

        float[] actual = Run(Rewrite(published, isLeft: true), rows: 1, length: 64, seed: 1)[0];

        Assert.True(Distance(actual, expected) < 1e-5);
    }

    private static byte[] Rewrite(byte[] model, bool isLeft)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, model);
            OnnxGraph graph = OnnxGraphReader.Read(path, isLargeDataMoved: false);
            Assert.True(Int4ProductsPass.Apply(graph));
            graph.ModelRest.Add(CustomOperators.Import());
            graph.Prune();
            Assert.Equal(isLeft, graph.Nodes.Exists(node => node.OpType == "SkipSimplifiedLayerNormalization"));
            return graph.Encode();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] CreateGraph(int length, int columns, int seed, bool isOutput = false, bool hasBias = false)
    {
        var random = new Random(seed);
        int blocks = (length + 31) / 32;
        byte[] values = new byte[columns * blocks * 16];
        random.NextBytes(values);
        var graph = new OnnxGraphBuilder();
        graph.Input("x", TensorElementType.Float, 1, -1, length);
        graph.Input("skip", TensorElementType.Float, 1, -1, length);
        graph.Output("y", TensorElementType.Float, 1, -1, columns);
        graph.Output("sum", TensorElementType.Float, 1, -1, length);
        if (isOutput)
        {
            graph.Output("normal", TensorElementType.Float, 1, -1, length);
        }

        string[] rest = hasBias ? [graph.Floats(Floats(random, length))] : [];
        graph.Node(
            "SkipSimplifiedLayerNormalization", ["x", "skip", graph.Floats(Floats(random, length)), .. rest], ["normal", "", "", "sum"], OnnxGraphBuilder.Microsoft, [], [("epsilon", 1e-5f)]);
        graph.Node(
            "MatMulNBits",
            ["normal", graph.Bytes([columns, blocks, 16], values), graph.Floats(Floats(random, columns * blocks))],
            ["y"],
            OnnxGraphBuilder.Microsoft,
            [("K", length), ("N", columns), ("bits", 4), ("block_size", 32), ("accuracy_level", 4)],
            []);
        return graph.Build();
    }

    /// <summary>Gives the product and the sum of two random inputs.</summary>
    private static float[][] Run(byte[] model, int rows, int length, int seed)
    {
        var random = new Random(seed);
        using var options = new SessionOptions { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        CustomOperators.AddTo(options);
        using var session = new InferenceSession(model, options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([.. ((string[])["x", "skip"]).Select(name =>
            NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(Floats(random, rows * length), [1, rows, length])))]);
        return [.. results.Select(result => result.AsTensor<float>().ToArray())];
    }

    private static float[] Floats(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];

    /// <summary>Gives the length of the difference beside the length of what is expected.</summary>
    private static double Distance(float[] actual, float[] expected) =>
        Math.Sqrt(actual.Zip(expected, (x, y) => (x - y) * (double)(x - y)).Sum() / expected.Sum(value => value * (double)value));
}
