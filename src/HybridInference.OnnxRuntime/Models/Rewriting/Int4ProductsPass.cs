namespace HybridInference.OnnxRuntime;

/// <summary>Gives multiplications with 4-bit weights to our own operator, which does as many in half the time.</summary>
/// <remarks>
/// Only those at accuracy level 4, where the input may be turned into bytes: that is what it does too, in the same blocks. The other levels
/// keep the input as it is.
/// </remarks>
internal static class Int4ProductsPass
{
    private const string Product = "MatMulNBits";
    private const int BytesLevel = 4;

    /// <summary>The first version of ONNX's operators whose padding takes bytes, and tells how much by an input.</summary>
    private const int MinOpset = 13;

    /// <summary>Far more than any vocabulary has.</summary>
    private const int MaxColumns = 1 << 30;

    private const int Float = 1;
    private const int Byte = 2;
    private const int GroupIndexes = 4;
    private const int Bias = 5;

    /// <summary>The attributes that have a meaning here; what others may mean is not known.</summary>
    private static readonly string[] KnownAttributes = ["K", "N", "bits", "block_size", "accuracy_level"];

    public static bool Apply(OnnxGraph graph)
    {
        bool isAnyReplaced = graph.Opset >= MinOpset && graph.Replace(node => IsReplaceable(graph, node), Replace);
        Int4PanelsPass.Apply(graph);
        GatedInputs.Find(graph);
        NormalizedInputs.Find(graph);
        return isAnyReplaced;
    }

    private static bool IsReplaceable(OnnxGraph graph, OnnxNode node) =>
        node.OpType == Product
        && node.IntegerOf("bits") is null or 4
        && node.IntegerOf("block_size") == Int4Weights.BlockSize
        && node.IntegerOf("accuracy_level") == BytesLevel
        && node.IntegerOf("K") is > 0 and <= Int4MatMul.MaxLength
        && node.IntegerOf("N") is > 0 and <= MaxColumns
        && node.Attributes.TrueForAll(attribute => KnownAttributes.Contains(attribute.Name))
        && HasKnownConstants(graph, node);

    private static bool HasKnownConstants(OnnxGraph graph, OnnxNode node) =>
        node.InputAt(GroupIndexes).Length == 0
        && TypeOf(graph, node.InputAt(Int4MatMulOperator.Values)) == Byte
        && TypeOf(graph, node.InputAt(Int4MatMulOperator.Scales)) == Float
        && (node.InputAt(Int4MatMulOperator.ZeroPoints).Length == 0 || TypeOf(graph, node.InputAt(Int4MatMulOperator.ZeroPoints)) == Byte);

    /// <summary>Gets the type of a constant, or of constants that are put together.</summary>
    private static int? TypeOf(OnnxGraph graph, string name) => graph.ProducerOf(name) is { OpType: "Concat" } packed
        ? graph.ConstantOf(packed.InputAt(0))?.ElementType
        : graph.ConstantOf(name)?.ElementType;

    private static OnnxNode Replace(OnnxNode node) => new(Int4MatMulOperator.Name, CustomOperators.Domain)
    {
        Inputs = [.. node.Inputs.Take(GroupIndexes), .. node.InputAt(Bias) is { Length: > 0 } bias ? LeftOut(node).Append(bias) : []],
        Outputs = node.Outputs,
        Attributes = [.. node.Attributes.FindAll(attribute => attribute.Name is "K" or "N"), OnnxAttribute.Create("gate", 0), OnnxAttribute.Create("epsilon_bits", 0)],
    };

    /// <summary>Gives empty names for the inputs before the bias that the node does not mention.</summary>
    private static IEnumerable<string> LeftOut(OnnxNode node) => Enumerable.Repeat("", Math.Max(0, GroupIndexes - node.Inputs.Count));
}
