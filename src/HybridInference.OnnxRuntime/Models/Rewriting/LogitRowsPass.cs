namespace HybridInference.OnnxRuntime;

/// <summary>
/// Computes logits only for the tokens that an input names. A published graph computes them for all tokens of a run, which is a large
/// part of a prefill of which one row is used.
/// </summary>
/// <remarks>
/// The rows are gathered before the last multiplication, the one with the language-model head. Each row of its result depends on the same
/// row of its input alone, and so do the rows of what may come between it and the logits.
/// </remarks>
internal static class LogitRowsPass
{
    private const int Tokens = 1;

    /// <summary>More than graphs have between the last multiplication and the logits; a damaged one may go in circles.</summary>
    private const int MaxSteps = 8;

    public static bool Apply(OnnxGraph graph, string logits)
    {
        int at = graph.Outputs.FindIndex(output => output.Name == logits);
        if (at < 0 || graph.Outputs[at].Dimensions is not [var batch, { Name: not null }, var vocabulary] || FindHead(graph, logits) is not { } head)
        {
            return false;
        }

        string hidden = head.Inputs[0];
        string rows = graph.NewName();
        var rowCount = new OnnxDimension(0, "logit_rows");
        graph.Inputs.Add(OnnxValue.Create(RewrittenInputs.LogitRows, OnnxValue.Int64, rowCount));
        graph.Nodes.Insert(graph.Nodes.IndexOf(head), new OnnxNode("Gather")
        {
            Inputs = [hidden, RewrittenInputs.LogitRows],
            Outputs = [rows],
            Attributes = [OnnxAttribute.Create("axis", Tokens)],
        });
        head.Inputs[0] = rows;
        graph.Outputs[at] = OnnxValue.Create(logits, graph.Outputs[at].ElementType, batch, rowCount, vocabulary);
        return true;
    }

    /// <summary>Goes back from the logits, over what treats all elements alike, to the multiplication with a matrix.</summary>
    private static OnnxNode? FindHead(OnnxGraph graph, string logits)
    {
        OnnxNode? node = graph.ProducerOf(logits);
        for (int i = 0; i < MaxSteps && node is not null && IsElementwise(graph, node) && graph.IsPrivate(node.InputAt(0)); i++)
        {
            node = graph.ProducerOf(node.InputAt(0));
        }

        return node is not null && IsProduct(graph, node) && !ChoosesRows(graph.ProducerOf(node.InputAt(0))) ? node : null;
    }

    private static bool IsElementwise(OnnxGraph graph, OnnxNode node) => node.OpType switch
    {
        "Cast" or "Tanh" => true,
        "Mul" or "Div" => graph.ConstantOf(node.InputAt(1)) is { } factor && factor.Dimensions.All(size => size == 1),
        _ => false,
    };

    private static bool IsProduct(OnnxGraph graph, OnnxNode node) => node.OpType switch
    {
        "MatMulNBits" => node.Inputs.Count > 2,
        "MatMul" => IsMatrix(graph, node.InputAt(1)) || (graph.ProducerOf(node.InputAt(1)) is { OpType: "Transpose" } turned && IsMatrix(graph, turned.InputAt(0))),
        _ => false,
    };

    private static bool IsMatrix(OnnxGraph graph, string name) => graph.ConstantOf(name) is { Dimensions.Count: 2 };

    /// <summary>Tells whether rows are chosen before already, so that there is nothing to be had, or the result has fewer dimensions.</summary>
    private static bool ChoosesRows(OnnxNode? node) => node?.OpType is "Gather" or "GatherND" or "Slice" or "Reshape" or "Squeeze";
}
