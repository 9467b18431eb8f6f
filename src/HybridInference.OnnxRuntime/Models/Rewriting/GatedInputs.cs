namespace HybridInference.OnnxRuntime;

/// <summary>Lets our multiplication open the gate of a feed-forward layer itself, where it turns its input into bytes.</summary>
/// <remarks>
/// Gate and value come from one multiplication, whose result is split in halves; the first, times its sigmoid, times the second is what the
/// next multiplication takes. <see cref="OnnxGraph.Prune"/> removes the nodes that nobody needs then.
/// </remarks>
internal static class GatedInputs
{
    public static void Find(OnnxGraph graph)
    {
        foreach (OnnxNode product in graph.Nodes.Where(Int4MatMulOperator.IsNode))
        {
            if (graph.ProducerOf(product.Inputs[0]) is { OpType: "Mul" } node && !Take(graph, product, node.InputAt(0), node.InputAt(1)))
            {
                Take(graph, product, node.InputAt(1), node.InputAt(0));
            }
        }
    }

    private static bool Take(OnnxGraph graph, OnnxNode product, string opened, string value)
    {
        if (GateOf(graph, opened) is not { } gate || HalvesOf(graph, gate, value, product.IntegerOf("K")) is not { } halves)
        {
            return false;
        }

        product.Inputs[0] = halves.Inputs[0];
        product.Set("gate", halves.Outputs[0] == gate ? 1 : 2);
        return true;
    }

    /// <summary>Gets what is multiplied with its own sigmoid.</summary>
    private static string? GateOf(OnnxGraph graph, string opened) => graph.ProducerOf(opened) switch
    {
        { OpType: "QuickGelu" } node when node.FloatOf("alpha") == 1 => node.InputAt(0),
        { OpType: "Mul" } node when IsSigmoidOf(graph, node.InputAt(1), node.InputAt(0)) => node.InputAt(0),
        { OpType: "Mul" } node when IsSigmoidOf(graph, node.InputAt(0), node.InputAt(1)) => node.InputAt(1),
        _ => null,
    };

    private static bool IsSigmoidOf(OnnxGraph graph, string sigmoid, string value) =>
        graph.ProducerOf(sigmoid) is { OpType: "Sigmoid" } node && node.InputAt(0) == value;

    /// <summary>Gets the node that splits rows into two halves, which are these two.</summary>
    private static OnnxNode? HalvesOf(OnnxGraph graph, string one, string other, long? length) =>
        graph.ProducerOf(one) is { OpType: "Split", Outputs: [var first, var second] } split
        && ((one == first && other == second) || (one == second && other == first))
        && split.IntegerOf("axis") == -1
        && graph.ConstantOf(split.InputAt(1)) is { Integers: [var size, var rest] }
        && size == length
        && rest == length
            ? split
            : null;
}
