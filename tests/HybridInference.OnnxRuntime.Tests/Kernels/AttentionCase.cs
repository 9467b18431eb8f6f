using HybridInference.OnnxModels;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Grouped attention over random numbers, as ONNX Runtime computes it and as our operator does.</summary>
/// <param name="Sequences">The sequences of the run.</param>
/// <param name="Tokens">The new tokens of each.</param>
/// <param name="Past">The tokens that the longest sequence had before; the next ones had one less each.</param>
/// <param name="KeyHeads">The heads of keys and values.</param>
/// <param name="Group">The heads of queries for each.</param>
/// <param name="HeadSize">The size of a head.</param>
/// <param name="Pairs">The pairs that are turned, or 0.</param>
/// <param name="Spare">The tokens that the cache has room for besides.</param>
/// <param name="Seed">Where the random numbers start.</param>
internal sealed record AttentionCase(int Sequences, int Tokens, int Past, int KeyHeads, int Group, int HeadSize, int Pairs, int Spare, int Seed)
{
    private const int Positions = 1000;

    private int Heads => KeyHeads * Group;

    private int Rows => Past + Tokens + Spare;

    /// <summary>Gives what ONNX Runtime's operator gives: the result, and keys and values in use.</summary>
    public float[] RunPublished() => Run(Graph());

    /// <summary>Gives what our operator gives.</summary>
    /// <param name="lastIndex">The index of the last token of the first sequence, if not the right one.</param>
    public float[] RunReplaced(int? lastIndex = null)
    {
        OnnxGraph graph = ReadGraph();
        Assert.True(AttentionPass.Apply(graph));
        graph.ModelRest.Add(CustomOperators.Import());
        return Run(graph.Encode(), lastIndex);
    }

    /// <summary>Gives the graph with ONNX Runtime's operator, to be changed.</summary>
    public OnnxGraph ReadGraph()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Graph());
            return OnnxGraphReader.Read(path, isLargeDataMoved: false);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private byte[] Graph()
    {
        var graph = new OnnxGraphBuilder();
        int width = (Heads + (2 * KeyHeads)) * HeadSize;
        graph.Input("x", TensorElementType.Float, -1, -2, width);
        graph.Input("past_key", TensorElementType.Float, -1, KeyHeads, -3, HeadSize);
        graph.Input("past_value", TensorElementType.Float, -1, KeyHeads, -3, HeadSize);
        graph.Input("last", TensorElementType.Int32, -1);
        graph.Input("total", TensorElementType.Int32);
        graph.Output("y", TensorElementType.Float, -1, -2, Heads * HeadSize);
        graph.Output("key", TensorElementType.Float, -1, KeyHeads, -4, HeadSize);
        graph.Output("value", TensorElementType.Float, -1, KeyHeads, -4, HeadSize);
        string[] rotation = Pairs == 0 ? [] : [Angles(graph, Math.Cos), Angles(graph, Math.Sin)];
        graph.Node(
            "GroupQueryAttention",
            ["x", "", "", "past_key", "past_value", "last", "total", .. rotation],
            ["y", "key", "value"],
            OnnxGraphBuilder.Microsoft,
            [("num_heads", Heads), ("kv_num_heads", KeyHeads), ("do_rotary", Pairs == 0 ? 0 : 1), ("local_window_size", -1)],
            [("scale", 0.3f)]);
        return graph.Build();
    }

    private string Angles(OnnxGraphBuilder graph, Func<double, double> function) =>
        graph.Floats([Positions, Pairs], [.. Enumerable.Range(0, Positions * Pairs).Select(i => (float)function((i / Pairs) * (1 + (i % Pairs)) * 0.01))]);

    private float[] Run(byte[] model, int? lastIndex = null)
    {
        var random = new Random(Seed);
        int[] lasts = [.. Enumerable.Range(0, Sequences).Select(i => Math.Max(0, Past - i) + Tokens - 1)];
        int total = lasts.Max() + 1;
        lasts[0] = lastIndex ?? lasts[0];
        using var options = new SessionOptions { IntraOpNumThreads = 2, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        CustomOperators.AddTo(options);
        using var session = new InferenceSession(model, options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
        [
            Floats(random, "x", Sequences, Tokens, (Heads + (2 * KeyHeads)) * HeadSize),
            Floats(random, "past_key", Sequences, KeyHeads, Rows, HeadSize),
            Floats(random, "past_value", Sequences, KeyHeads, Rows, HeadSize),
            NamedOnnxValue.CreateFromTensor("last", new DenseTensor<int>(lasts, [Sequences])),
            NamedOnnxValue.CreateFromTensor("total", new DenseTensor<int>(new[] { total }, [])),
        ]);
        return [.. results.SelectMany((result, i) => i == 0 ? result.AsTensor<float>() : InUse(result.AsTensor<float>(), lasts))];
    }

    private IEnumerable<float> InUse(Tensor<float> cache, int[] lasts) =>
        from sequence in Enumerable.Range(0, Sequences)
        from head in Enumerable.Range(0, KeyHeads)
        from row in Enumerable.Range(0, lasts[sequence] + 1)
        from i in Enumerable.Range(0, HeadSize)
        select cache[sequence, head, row, i];

    private static NamedOnnxValue Floats(Random random, string name, params int[] shape)
    {
        float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => (4 * random.NextSingle()) - 2)];
        return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, shape));
    }
}
