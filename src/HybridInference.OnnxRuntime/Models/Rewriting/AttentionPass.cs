namespace HybridInference.OnnxRuntime;

/// <summary>Gives grouped attention to our own operator of the same name, which leaves out what lies after a token.</summary>
/// <remarks>Only attention of the plain kind: in floats, over all tokens before, with queries, keys and values in one.</remarks>
internal static class AttentionPass
{
    private const int LastIndex = 5;
    private const int TotalLength = 6;
    private const int Cosines = 7;
    private const int InputCount = 9;
    private const int OutputCount = 3;

    /// <summary>The attributes that may have any value.</summary>
    private static readonly string[] Known = ["num_heads", "kv_num_heads", "do_rotary", "scale"];

    /// <summary>The length of the window, which only -1 switches off.</summary>
    private const string Window = "local_window_size";

    /// <summary>The attributes of other kinds of attention, which 0 and -1 switch off.</summary>
    private static readonly string[] Switches = ["rotary_interleaved", "softcap", "smooth_softmax", "qk_output"];

    public static bool Apply(OnnxGraph graph) => graph.Replace(node => IsReplaceable(graph, node), Replace);

    private static bool IsReplaceable(OnnxGraph graph, OnnxNode node) =>
        node is { OpType: AttentionOperator.Name, Outputs.Count: OutputCount, Inputs.Count: > TotalLength }
        && HasPlainInputs(node)
        && node.Attributes.TrueForAll(IsPlain)
        && (node.IntegerOf("do_rotary") is null or 0 || (IsFloat(graph, node.InputAt(Cosines)) && IsFloat(graph, node.InputAt(Cosines + 1))))
        && HasPlainCache(graph, node);

    /// <summary>Tells whether all inputs are there that have to be, and no others.</summary>
    private static bool HasPlainInputs(OnnxNode node) =>
        node.InputAt(1).Length == 0
        && node.InputAt(2).Length == 0
        && node.InputAt(LastIndex).Length > 0
        && node.InputAt(TotalLength).Length > 0
        && node.Inputs.Skip(InputCount).All(input => input.Length == 0);

    private static bool IsPlain(OnnxAttribute attribute) =>
        Known.Contains(attribute.Name)
        || (Switches.Contains(attribute.Name) && attribute is { Integer: 0 or -1, Float: 0 })
        || attribute is { Name: Window, Integer: -1 };

    private static bool IsFloat(OnnxGraph graph, string constant) => graph.ConstantOf(constant)?.ElementType == OnnxValue.Float;

    private static bool HasPlainCache(OnnxGraph graph, OnnxNode node) =>
        graph.Inputs.Find(input => input.Name == node.InputAt(3)) is { ElementType: OnnxValue.Float, Dimensions: [_, _, _, { Name: null } size] }
        && size.Size % GroupAttention.HeadSizeStep == 0
        && size.Size is > 0 and <= GroupAttention.MaxHeadSize
        && node.IntegerOf("kv_num_heads") is { } keyHeads and > 0
        && node.IntegerOf("num_heads") is { } heads
        && heads % keyHeads == 0;

    private static OnnxNode Replace(OnnxNode node)
    {
        bool isRotated = node.IntegerOf("do_rotary") == 1;
        string[] rotation = isRotated ? [.. node.Inputs.Skip(Cosines).Take(2)] : [];
        var result = new OnnxNode(AttentionOperator.Name, CustomOperators.Domain)
        {
            Inputs = [node.Inputs[0], .. node.Inputs.Skip(3).Take(Cosines - 3), .. rotation],
            Outputs = node.Outputs,
        };
        result.Set("num_heads", node.IntegerOf("num_heads")!.Value);
        result.Set("kv_num_heads", node.IntegerOf("kv_num_heads")!.Value);
        result.Set("scale_bits", BitConverter.SingleToInt32Bits(node.FloatOf("scale")));
        return result;
    }
}
