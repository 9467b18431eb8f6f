namespace HybridInference.OnnxRuntime;

/// <summary>
/// Multiplies the same input with several quantised matrices at once: queries, keys and values, gate and up. Each multiplication of a single
/// token is so short that starting it counts.
/// </summary>
/// <remarks>
/// The rows of the matrices, with their scales, zero points and biases, are put one behind the other. As each is quantised by itself, all
/// numbers stay what they are. ONNX Runtime does it once, while it loads the graph, because it computes what depends on constants alone.
/// </remarks>
internal static class PackedProjectionsPass
{
    private const string Product = "MatMulNBits";
    private const int FirstOpsetWithSplitInput = 13;

    // Matrix, scales, zero points, group indexes, bias.
    private const int FirstConstant = 1;
    private const int GroupIndexes = 4;
    private const int InputCount = 6;

    public static bool Apply(OnnxGraph graph)
    {
        if (graph.Opset < FirstOpsetWithSplitInput)
        {
            return false;
        }

        List<OnnxNode>[] groups =
        [
            .. graph.Nodes
                .Where(node => IsPackable(graph, node))
                .GroupBy(node => SignatureOf(graph, node))
                .Where(group => group.Count() > 1)
                .Select(group => group.ToList()),
        ];
        foreach (List<OnnxNode> group in groups)
        {
            Pack(graph, group);
        }

        return groups.Length > 0;
    }

    private static bool IsPackable(OnnxGraph graph, OnnxNode node) =>
        node.OpType == Product
        && node is { Inputs.Count: > GroupIndexes - 2, Outputs.Count: 1 }
        && node.IntegerOf("N") > 0
        && node.InputAt(GroupIndexes).Length == 0
        && node.Inputs.Skip(FirstConstant).All(name => name.Length == 0 || graph.Initializers.ContainsKey(name))
        && !graph.Outputs.Exists(output => output.Name == node.OutputAt(0));

    /// <summary>Says what has to be equal in multiplications that go together.</summary>
    private static string SignatureOf(OnnxGraph graph, OnnxNode node)
    {
        IEnumerable<string> attributes = node.Attributes.Where(attribute => attribute.Name != "N").Select(attribute => $"{attribute.Name}={attribute.Integer}");
        IEnumerable<string> constants = Enumerable.Range(FirstConstant, InputCount - FirstConstant)
            .Select(i => graph.Initializers.TryGetValue(node.InputAt(i), out OnnxTensor? tensor) ? $"{tensor.ElementType}:{tensor.Dimensions.Count}" : "");
        return string.Join(' ', [node.Inputs[0], .. attributes.Order(StringComparer.Ordinal), .. constants, BiasAfter(graph, node) is null ? "" : "bias"]);
    }

    private static void Pack(OnnxGraph graph, List<OnnxNode> group)
    {
        int at = graph.Nodes.IndexOf(group[0]);
        List<OnnxNode> biases = [.. group.Select(node => BiasAfter(graph, node)).OfType<OnnxNode>()];
        List<OnnxNode> ends = biases.Count > 0 ? biases : group;
        var added = new List<OnnxNode>();
        string result = AddProduct(graph, group, added);
        if (biases.Count > 0)
        {
            string bias = AddConcat(graph, [.. biases.Select(add => add.Inputs[1])], added);
            added.Add(new OnnxNode("Add") { Inputs = [result, bias], Outputs = [result = graph.NewName()] });
        }

        if (!PassToAttention(graph, ends, result))
        {
            string sizes = graph.NewName();
            graph.Initializers[sizes] = OnnxTensor.Create(sizes, [.. group.Select(node => node.IntegerOf("N")!.Value)]);
            added.Add(new OnnxNode("Split")
            {
                Inputs = [result, sizes],
                Outputs = [.. ends.Select(node => node.Outputs[0])],
                Attributes = [OnnxAttribute.Create("axis", -1)],
            });
        }

        graph.Nodes.InsertRange(at, added);
        graph.Nodes.RemoveAll(node => group.Contains(node) || biases.Contains(node));
    }

    private static string AddProduct(OnnxGraph graph, List<OnnxNode> group, List<OnnxNode> added)
    {
        var product = new OnnxNode(Product, group[0].Domain)
        {
            Inputs = [group[0].Inputs[0]],
            Outputs = [graph.NewName()],
            Attributes = [.. group[0].Attributes],
        };
        for (int i = FirstConstant; i < group[0].Inputs.Count; i++)
        {
            bool isLeftOut = group[0].Inputs[i].Length == 0;
            product.Inputs.Add(isLeftOut ? "" : AddConcat(graph, [.. group.Select(node => node.Inputs[i])], added));
        }

        product.Set("N", group.Sum(node => node.IntegerOf("N")!.Value));
        added.Add(product);
        return product.Outputs[0];
    }

    private static string AddConcat(OnnxGraph graph, List<string> inputs, List<OnnxNode> added)
    {
        string name = graph.NewName();
        added.Add(new OnnxNode("Concat") { Inputs = inputs, Outputs = [name], Attributes = [OnnxAttribute.Create("axis", 0)] });
        return name;
    }

    /// <summary>Gets the addition of a constant row, if that is all that is done with the result of a multiplication.</summary>
    private static OnnxNode? BiasAfter(OnnxGraph graph, OnnxNode node) =>
        graph.ConsumersOf(node.OutputAt(0)) is [{ OpType: "Add" } add]
        && graph.Initializers.TryGetValue(add.InputAt(1), out OnnxTensor? bias)
        && bias.Dimensions is [var length] && length == node.IntegerOf("N")
        && !graph.Outputs.Exists(output => output.Name == add.OutputAt(0))
            ? add
            : null;

    /// <summary>Gives queries, keys and values to the attention in one, which it takes too.</summary>
    private static bool PassToAttention(OnnxGraph graph, List<OnnxNode> ends, string result)
    {
        if (ends.Count != 3
            || graph.ConsumersOf(ends[0].Outputs[0]) is not [{ OpType: "GroupQueryAttention" } attention]
            || !attention.Inputs.Take(3).SequenceEqual(ends.Select(node => node.Outputs[0]))
            || !ends.TrueForAll(node => graph.IsPrivate(node.Outputs[0])))
        {
            return false;
        }

        attention.Inputs.RemoveRange(0, 3);
        attention.Inputs.InsertRange(0, [result, "", ""]);
        return true;
    }
}
