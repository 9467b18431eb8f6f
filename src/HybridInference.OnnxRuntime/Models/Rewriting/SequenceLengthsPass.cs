namespace HybridInference.OnnxRuntime;

/// <summary>
/// Takes the lengths of the sequences as inputs. A published graph counts the ones of a mask that is as long as the sequence, and gets
/// longer with each token.
/// </summary>
/// <remarks>
/// Both lengths have to be computed from the mask in the way that published graphs do, and nothing else: what the mask says, apart from
/// how long it is, is then that all its tokens count, which is the only thing that the engine ever says.
/// </remarks>
internal static class SequenceLengthsPass
{
    private const int LastIndexInput = 5;
    private const int TotalLengthInput = 6;

    /// <summary>More than graphs have one after the other; a damaged one may go in circles.</summary>
    private const int MaxCasts = 4;

    public static bool Apply(OnnxGraph graph, string mask)
    {
        List<OnnxNode> attentions = graph.Nodes.FindAll(node => node.OpType == "GroupQueryAttention");
        string[] last = [.. attentions.Select(node => node.InputAt(LastIndexInput)).Distinct()];
        string[] total = [.. attentions.Select(node => node.InputAt(TotalLengthInput)).Distinct()];
        if (last.Length != 1 || total.Length != 1 || !IsLastIndex(graph, last[0], mask) || !IsTotalLength(graph, total[0], mask))
        {
            return false;
        }

        graph.Inputs.Add(OnnxValue.Create(RewrittenInputs.LastIndex, OnnxValue.Int32, new OnnxDimension(0, "sequences")));
        graph.Inputs.Add(OnnxValue.Create(RewrittenInputs.TotalLength, OnnxValue.Int32));
        foreach (OnnxNode attention in attentions)
        {
            attention.Inputs[LastIndexInput] = RewrittenInputs.LastIndex;
            attention.Inputs[TotalLengthInput] = RewrittenInputs.TotalLength;
        }

        return true;
    }

    /// <summary>Tells whether a value is the sum of the mask's numbers less one.</summary>
    private static bool IsLastIndex(OnnxGraph graph, string name, string mask) =>
        BeforeCasts(graph, name) is { OpType: "Sub" } difference
        && graph.ConstantOf(difference.InputAt(1))?.IsInteger(1) == true
        && BeforeCasts(graph, difference.InputAt(0)) is { OpType: "ReduceSum" } sum
        && sum.InputAt(0) == mask
        && graph.ConstantOf(sum.InputAt(1)) is { } axes
        && (axes.IsInteger(1) || axes.IsInteger(-1));

    /// <summary>Tells whether a value is the second size of the mask.</summary>
    private static bool IsTotalLength(OnnxGraph graph, string name, string mask) =>
        BeforeCasts(graph, name) is { OpType: "Gather" } size
        && size.IntegerOf("axis") is null or 0
        && graph.ConstantOf(size.InputAt(1)) is { } index
        && (index.IsInteger(1) || index.IsInteger(-1))
        && graph.ProducerOf(size.InputAt(0)) is { OpType: "Shape", Attributes.Count: 0 } shape
        && shape.InputAt(0) == mask;

    private static OnnxNode? BeforeCasts(OnnxGraph graph, string name)
    {
        OnnxNode? node = graph.ProducerOf(name);
        for (int i = 0; i < MaxCasts && node?.OpType == "Cast"; i++)
        {
            node = graph.ProducerOf(node.InputAt(0));
        }

        return node;
    }
}
