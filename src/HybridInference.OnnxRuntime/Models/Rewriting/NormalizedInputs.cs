namespace HybridInference.OnnxRuntime;

/// <summary>Lets our multiplication do the normalisation before it, which would be a node of its own for each: for a single token starting it takes longer than its work.</summary>
/// <remarks>
/// <c>SkipSimplifiedLayerNormalization</c> adds two rows, gives their sum, divides it by the root of its mean square and multiplies it with constant weights.
/// Where only one multiplication takes the result, that node gives the sum as well.
/// </remarks>
internal static class NormalizedInputs
{
    private const string Normalization = "SkipSimplifiedLayerNormalization";
    private const int Skip = 1;
    private const int Weights = 2;
    private const int Bias = 3;
    private const int Sum = 3;

    public static void Find(OnnxGraph graph)
    {
        foreach (OnnxNode product in graph.Nodes.FindAll(Int4MatMulOperator.IsNode))
        {
            if (graph.ProducerOf(product.Inputs[0]) is { OpType: Normalization } node && IsTakeable(graph, node, product))
            {
                Take(product, node);
                graph.Nodes.Remove(node);
            }
        }
    }

    private static bool IsTakeable(OnnxGraph graph, OnnxNode node, OnnxNode product) =>
        node.InputAt(Bias).Length == 0
        && product.Inputs.Count <= Int4MatMulOperator.Skip
        && product.IntegerOf("gate") == 0
        && graph.IsPrivate(node.Outputs[0])
        && node.OutputAt(1).Length == 0
        && node.OutputAt(2).Length == 0
        && node.OutputAt(Sum).Length > 0
        && graph.ConstantOf(node.InputAt(Weights)) is { ElementType: OnnxValue.Float, Dimensions: [var length] }
        && length == product.IntegerOf("K");

    private static void Take(OnnxNode product, OnnxNode node)
    {
        product.Inputs[0] = node.Inputs[0];
        product.Inputs.AddRange(Enumerable.Repeat("", Int4MatMulOperator.Skip - product.Inputs.Count));
        product.Inputs.AddRange([node.InputAt(Skip), node.InputAt(Weights)]);
        product.Outputs.Add(node.OutputAt(Sum));
        product.Set("epsilon_bits", BitConverter.SingleToInt32Bits(node.FloatOf("epsilon")));
    }
}
