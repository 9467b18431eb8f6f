using System.Diagnostics;
using HybridInference.OnnxModels;
using HybridInference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.Benchmarks;

/// <summary>A graph of nodes of one kind that do not depend on each other.</summary>
/// <param name="Name">What the nodes do.</param>
/// <param name="Work">The multiplications of a run.</param>
/// <param name="Published">The graph with ONNX Runtime's own operators.</param>
/// <param name="Floats">Inputs and outputs, with their shapes; an output "new_x" is the memory of the input "x".</param>
/// <param name="Lengths">Inputs that are a single whole number.</param>
internal sealed record KernelCase(string Name, long Work, byte[] Published, Dictionary<string, long[]> Floats, Dictionary<string, int> Lengths)
{
    /// <summary>The nodes of a graph: one alone takes no longer than to start a run. Each has weights, or a cache, of its own.</summary>
    private const int Nodes = 8;

    private static readonly Random Random = new(7);

    /// <summary>Multiplies rows with matrices of 4-bit weights.</summary>
    public static KernelCase Multiply(int rows, int length, int columns)
    {
        var graph = new OnnxGraphBuilder();
        var floats = new Dictionary<string, long[]> { ["x"] = [1, rows, length] };
        graph.Input("x", TensorElementType.Float, 1, -1, length);
        int blocks = length / Int4Weights.BlockSize;
        for (int i = 0; i < Nodes; i++)
        {
            var values = new byte[columns * blocks * Int4Weights.BlockSize / 2];
            Random.NextBytes(values);
            graph.Node(
                "MatMulNBits",
                ["x", graph.Bytes([columns, blocks, Int4Weights.BlockSize / 2], values), graph.Floats([.. Enumerable.Repeat(0.01f, columns * blocks)])],
                [$"y{i}"],
                OnnxGraphBuilder.Microsoft,
                [("K", length), ("N", columns), ("bits", 4), ("block_size", Int4Weights.BlockSize), ("accuracy_level", 4)],
                []);
            graph.Output($"y{i}", TensorElementType.Float, 1, -1, columns);
            floats[$"y{i}"] = [1, rows, columns];
        }

        return new KernelCase($"{rows} x {length} x {columns}", (long)Nodes * rows * length * columns, graph.Build(), floats, []);
    }

    /// <summary>Lets tokens attend to those before.</summary>
    public static KernelCase Attend(ModelShape shape, int tokens, int past)
    {
        var graph = new OnnxGraphBuilder();
        long[] input = [1, tokens, (shape.Heads + (2 * shape.KvHeads)) * shape.HeadSize], cache = [1, shape.KvHeads, past + tokens, shape.HeadSize];
        var floats = new Dictionary<string, long[]> { ["x"] = input };
        graph.Input("x", TensorElementType.Float, 1, -1, input[2]);
        graph.Input("last", TensorElementType.Int32, 1);
        graph.Input("total", TensorElementType.Int32);
        string angles = graph.Floats([shape.Context, shape.HeadSize / 2], [.. Enumerable.Repeat(0.7f, shape.Context * shape.HeadSize / 2)]);
        for (int i = 0; i < Nodes; i++)
        {
            foreach (string name in (string[])[$"key{i}", $"value{i}"])
            {
                graph.Input(name, TensorElementType.Float, 1, shape.KvHeads, -2, shape.HeadSize);
                graph.Output($"new_{name}", TensorElementType.Float, 1, shape.KvHeads, -2, shape.HeadSize);
                floats[name] = cache;
            }

            graph.Output($"y{i}", TensorElementType.Float, 1, -1, shape.Heads * shape.HeadSize);
            floats[$"y{i}"] = [1, tokens, shape.Heads * shape.HeadSize];
            graph.Node(
                "GroupQueryAttention",
                ["x", "", "", $"key{i}", $"value{i}", "last", "total", angles, angles],
                [$"y{i}", $"new_key{i}", $"new_value{i}"],
                OnnxGraphBuilder.Microsoft,
                [("num_heads", shape.Heads), ("kv_num_heads", shape.KvHeads), ("do_rotary", 1)],
                []);
        }

        long pairs = Enumerable.Range(past + 1, tokens).Sum(end => (long)end);
        var lengths = new Dictionary<string, int> { ["last"] = past + tokens - 1, ["total"] = past + tokens };
        return new KernelCase($"attention, {tokens} after {past}", 2L * Nodes * shape.Heads * shape.HeadSize * pairs, graph.Build(), floats, lengths);
    }

    /// <summary>Gives the graph with our own operators.</summary>
    public byte[] Replace()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, Published);
        OnnxGraph graph = OnnxGraphReader.Read(path, isLargeDataMoved: false);
        File.Delete(path);
        Trace.Assert(Int4ProductsPass.Apply(graph) | AttentionPass.Apply(graph), "Nothing was replaced.");
        graph.ModelRest.Add(CustomOperators.Import());
        return graph.Encode();
    }
}
