using HybridInference.OnnxModels;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.Benchmarks;

/// <summary>Writes the graph of a decoder as published int4 folders for CPUs have it, with random weights.</summary>
internal sealed class SyntheticDecoder(ModelShape shape, OnnxGraphBuilder graph, WeightFile weights)
{
    private static readonly (string, float)[] Epsilon = [("epsilon", 1e-5f)];

    private string _cosines = "";
    private string _sines = "";
    private string _lastIndex = "";
    private string _total = "";

    /// <summary>Writes a graph and its data file.</summary>
    public static void Write(ModelShape shape, string path)
    {
        var graph = new OnnxGraphBuilder();
        using (var weights = new WeightFile(graph, path + ".data"))
        {
            new SyntheticDecoder(shape, graph, weights).Build();
        }

        File.WriteAllBytes(path, graph.Build());
    }

    private void Build()
    {
        string ids = graph.Input("input_ids", TensorElementType.Int64, -1, -2);
        AddLengths(graph.Input("attention_mask", TensorElementType.Int64, -1, -3));
        AddRotations();

        string sum = graph.Node("Gather", [weights.Floats(shape.Vocabulary, shape.Hidden), ids]);
        string normal = graph.NewName();
        graph.Node("SimplifiedLayerNormalization", [sum, Ones()], [normal], "", [("axis", -1)], Epsilon);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            (normal, sum) = AddNormal(AddAttention(normal, layer), sum);
            (normal, sum) = AddNormal(AddFeedForward(normal), sum);
        }

        MatMul(normal, shape.Hidden, shape.Vocabulary, "logits");
        graph.Output("logits", TensorElementType.Float, -1, -2, shape.Vocabulary);
    }

    /// <summary>Works out from the mask what the attention wants: the index of the last token, and how many there are.</summary>
    private void AddLengths(string mask)
    {
        string count = graph.Node("ReduceSum", [mask, graph.Constant(1)], null, ("keepdims", 0));
        _lastIndex = graph.Cast(graph.Node("Sub", [count, graph.Scalar(1)]), TensorElementType.Int32);
        string total = graph.Node("Gather", [graph.Node("Shape", [mask]), graph.Scalar(1)]);
        _total = graph.Cast(total, TensorElementType.Int32);
    }

    private void AddRotations()
    {
        int half = shape.HeadSize / 2;
        var cosines = new float[shape.Context * half];
        var sines = new float[shape.Context * half];
        for (int i = 0; i < cosines.Length; i++)
        {
            (sines[i], cosines[i]) = MathF.SinCos(i / half * MathF.Pow(10_000, -(float)(i % half) / half));
        }

        _cosines = weights.Floats([shape.Context, half], cosines);
        _sines = weights.Floats([shape.Context, half], sines);
    }

    private string AddAttention(string input, int layer)
    {
        string query = AddProjection(input, shape.Heads * shape.HeadSize);
        string key = AddProjection(input, shape.KvHeads * shape.HeadSize);
        string value = AddProjection(input, shape.KvHeads * shape.HeadSize);
        (string pastKey, string presentKey) = AddCache(layer, "key");
        (string pastValue, string presentValue) = AddCache(layer, "value");
        string result = graph.NewName();
        graph.Node(
            "GroupQueryAttention",
            [query, key, value, pastKey, pastValue, _lastIndex, _total, _cosines, _sines],
            [result, presentKey, presentValue],
            OnnxGraphBuilder.Microsoft,
            [("num_heads", shape.Heads), ("kv_num_heads", shape.KvHeads), ("do_rotary", 1)],
            []);
        return MatMul(result, shape.Heads * shape.HeadSize, shape.Hidden);
    }

    private string AddProjection(string input, int outputs)
    {
        string product = MatMul(input, shape.Hidden, outputs);
        return shape.HasBias ? graph.Node("Add", [product, weights.Floats(outputs)]) : product;
    }

    private (string Past, string Present) AddCache(int layer, string part)
    {
        string present = $"present.{layer}.{part}";
        graph.Output(present, TensorElementType.Float, -1, shape.KvHeads, -3, shape.HeadSize);
        return (graph.Input($"past_key_values.{layer}.{part}", TensorElementType.Float, -1, shape.KvHeads, -4, shape.HeadSize), present);
    }

    private string AddFeedForward(string input)
    {
        string gate = MatMul(input, shape.Hidden, shape.Inner);
        string open = graph.Node("Mul", [gate, graph.Node("Sigmoid", [gate])]);
        string inner = graph.Node("Mul", [open, MatMul(input, shape.Hidden, shape.Inner)]);
        return MatMul(inner, shape.Inner, shape.Hidden);
    }

    private (string Normal, string Sum) AddNormal(string input, string skip)
    {
        (string normal, string sum) = (graph.NewName(), graph.NewName());
        graph.Node("SkipSimplifiedLayerNormalization", [input, skip, Ones()], [normal, "", "", sum], OnnxGraphBuilder.Microsoft, [], Epsilon);
        return (normal, sum);
    }

    private string MatMul(string input, int inputs, int outputs, string? output = null)
    {
        (string values, string scales) = weights.Int4(inputs, outputs);
        output ??= graph.NewName();
        graph.Node(
            "MatMulNBits",
            [input, values, scales],
            [output],
            OnnxGraphBuilder.Microsoft,
            [("K", inputs), ("N", outputs), ("bits", 4), ("block_size", 32), ("accuracy_level", 4)],
            []);
        return output;
    }

    private string Ones() => graph.Floats([.. Enumerable.Repeat(1f, shape.Hidden)]);
}
