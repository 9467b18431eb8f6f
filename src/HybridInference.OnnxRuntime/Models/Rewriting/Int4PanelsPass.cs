namespace HybridInference.OnnxRuntime;

/// <summary>Puts the constants of our multiplications into the order of <see cref="Int4Weights"/>.</summary>
/// <remarks>By operators of ONNX, which ONNX Runtime runs once, while it loads the graph, because they depend on constants alone.</remarks>
internal sealed class Int4PanelsPass
{
    private readonly OnnxGraph _graph;
    private readonly List<OnnxNode> _added = [];

    /// <summary>What is in order, by what it was before and its columns: a matrix may serve several nodes.</summary>
    private readonly Dictionary<(string Name, long Columns), string> _ordered = [];

    private Int4PanelsPass(OnnxGraph graph) => _graph = graph;

    public static void Apply(OnnxGraph graph)
    {
        var pass = new Int4PanelsPass(graph);
        foreach (OnnxNode product in graph.Nodes.FindAll(Int4MatMulOperator.IsNode))
        {
            pass.Order(product);
            graph.Nodes.InsertRange(graph.Nodes.IndexOf(product), pass._added);
            pass._added.Clear();
        }
    }

    private void Order(OnnxNode product)
    {
        long columns = product.IntegerOf("N")!.Value, blocks = Int4Weights.BlocksOf((int)product.IntegerOf("K")!.Value);
        Order(product, Int4MatMulOperator.Values, columns, [blocks, Int4Weights.Steps, Int4Weights.StepBytes], [0, 2, 3, 1, 4]);
        Order(product, Int4MatMulOperator.Scales, columns, [blocks], [0, 2, 1]);
        Order(product, Int4MatMulOperator.ZeroPoints, columns, [Int4Weights.ZeroPointPairs((int)blocks)], [0, 2, 1]);
    }

    /// <summary>Puts an input in order.</summary>
    /// <param name="product">The node.</param>
    /// <param name="input">The input.</param>
    /// <param name="columns">The columns of the matrix.</param>
    /// <param name="column">The shape of what the input has for a column.</param>
    /// <param name="order">The order of the dimensions, of which panels and their columns are the first two.</param>
    private void Order(OnnxNode product, int input, long columns, long[] column, long[] order)
    {
        string name = product.InputAt(input);
        if (name.Length == 0)
        {
            return;
        }

        if (!_ordered.TryGetValue((name, columns), out string? ordered))
        {
            long panels = Int4Weights.PanelsOf((int)columns);
            string shaped = Shape(AddPadding(name, columns, (panels * Int4Weights.PanelColumns) - columns), [panels, Int4Weights.PanelColumns, .. column]);
            _ordered[(name, columns)] = ordered = Add("Transpose", [shaped], OnnxAttribute.Create("perm", order));
        }

        product.Inputs[input] = ordered;
    }

    /// <summary>Fills up the last panel with zeros.</summary>
    private string AddPadding(string name, long columns, long missing) => missing == 0
        ? name
        : Add("Pad", [AddReshape(name, [columns, -1]), AddShape([0, 0, missing, 0])]);

    /// <summary>Gives constants another shape: by another name for the same data where that is possible, as each operator takes memory for its result.</summary>
    private string Shape(string name, long[] shape)
    {
        if (_graph.Initializers.TryGetValue(name, out OnnxTensor? tensor))
        {
            return tensor.Count == OnnxTensor.CountOf(shape) ? AddShaped(tensor, shape) : AddReshape(name, shape);
        }

        long panel = OnnxTensor.CountOf(shape.Skip(1));
        return _graph.ProducerOf(name) is { OpType: "Concat" } packed && packed.Inputs.TrueForAll(part => ArePanels(part, panel))
            ? Add("Concat", [.. packed.Inputs.Select(part => Shape(part, [_graph.Initializers[part].Count / panel, .. shape[1..]]))], OnnxAttribute.Create("axis", 0))
            : AddReshape(name, shape);
    }

    private bool ArePanels(string name, long panel) => _graph.Initializers.TryGetValue(name, out OnnxTensor? tensor) && tensor.Count % panel == 0;

    private string AddShaped(OnnxTensor tensor, long[] shape)
    {
        string name = _graph.NewName();
        _graph.Initializers[name] = tensor.Reshape(name, shape);
        return name;
    }

    private string AddReshape(string name, long[] shape) => Add("Reshape", [name, AddShape(shape)]);

    private string AddShape(long[] numbers)
    {
        string name = _graph.NewName();
        _graph.Initializers[name] = OnnxTensor.Create(name, numbers);
        return name;
    }

    private string Add(string type, List<string> inputs, params OnnxAttribute[] attributes)
    {
        string result = _graph.NewName();
        _added.Add(new OnnxNode(type) { Inputs = inputs, Outputs = [result], Attributes = [.. attributes] });
        return result;
    }
}
