namespace HybridInference.LocalModels;

/// <summary>A graph in memory, which can be changed and written again. Its weights stay where they are, in the file or beside it.</summary>
internal sealed class OnnxGraph
{
    private int _names;

    public List<OnnxNode> Nodes { get; } = [];

    public Dictionary<string, OnnxTensor> Initializers { get; } = new(StringComparer.Ordinal);

    public List<OnnxValue> Inputs { get; } = [];

    public List<OnnxValue> Outputs { get; } = [];

    /// <summary>Gets the version of ONNX's own operators.</summary>
    public long Opset { get; set; }

    /// <summary>Gets the encoded fields of the model, apart from the graph, and of the graph that nothing here changes.</summary>
    public List<byte[]?> ModelRest { get; } = [];

    /// <inheritdoc cref="ModelRest"/>
    public List<byte[]?> GraphRest { get; } = [];

    /// <summary>Gets whether no node contains a graph of its own.</summary>
    public bool IsFlat => !Nodes.Exists(node => node.Attributes.Exists(attribute => attribute.IsGraph));

    /// <summary>Gets whether everything could be read, so that the graph can be written.</summary>
    public bool IsComplete => ModelRest.Concat(GraphRest)
        .Concat(Nodes.SelectMany(node => node.Attributes).Select(attribute => attribute.Content))
        .Concat(Inputs.Concat(Outputs).Select(value => value.Content))
        .Concat(Initializers.Values.Select(tensor => tensor.Content))
        .All(content => content is not null);

    /// <summary>Makes up a name. Should a graph have it already, ONNX Runtime refuses the rewritten one and the published one is loaded.</summary>
    public string NewName() => $"hybrid.{_names++}";

    /// <summary>Gets a constant, from an initializer or from a node that gives it.</summary>
    public OnnxTensor? ConstantOf(string name) => Initializers.TryGetValue(name, out OnnxTensor? tensor)
        ? tensor
        : ProducerOf(name) is { OpType: "Constant" } node ? node.Attributes.Find(attribute => attribute.Name == "value")?.Tensor : null;

    public OnnxNode? ProducerOf(string name) => name.Length == 0 ? null : Nodes.Find(node => node.Outputs.Contains(name));

    public List<OnnxNode> ConsumersOf(string name) => Nodes.FindAll(node => node.Inputs.Contains(name));

    /// <summary>Gets whether a value goes nowhere but into one node.</summary>
    public bool IsPrivate(string name) => ConsumersOf(name).Count == 1 && !Outputs.Exists(output => output.Name == name);

    /// <summary>Puts other nodes in the place of some, and tells whether there were any.</summary>
    public bool Replace(Predicate<OnnxNode> isReplaced, Func<OnnxNode, OnnxNode> replace)
    {
        bool isAnyReplaced = Nodes.Exists(isReplaced);
        for (int i = 0; i < Nodes.Count; i++)
        {
            Nodes[i] = isReplaced(Nodes[i]) ? replace(Nodes[i]) : Nodes[i];
        }

        return isAnyReplaced;
    }

    /// <summary>Removes nodes whose results nobody uses, and the inputs and constants that only they used.</summary>
    public void Prune()
    {
        HashSet<string> used = [.. Outputs.Select(output => output.Name)];
        var kept = new HashSet<OnnxNode>();
        var waiting = new Stack<string>(used);
        Dictionary<string, OnnxNode> producers = [];
        Nodes.ForEach(node => node.Outputs.ForEach(output => producers[output] = node));
        while (waiting.TryPop(out string? name))
        {
            if (producers.TryGetValue(name, out OnnxNode? node) && kept.Add(node))
            {
                node.Inputs.Where(used.Add).ToList().ForEach(waiting.Push);
            }
        }

        Nodes.RemoveAll(node => !kept.Contains(node));
        Inputs.RemoveAll(input => !used.Contains(input.Name));
        Initializers.Keys.Where(name => !used.Contains(name)).ToList().ForEach(name => Initializers.Remove(name));
    }

    /// <summary>Writes the model, which has to be complete.</summary>
    public byte[] Encode()
    {
        ProtobufWriter graph = Join(GraphRest);
        Nodes.ForEach(node => graph.Message(OnnxFields.GraphNode, node.Encode()));
        Inputs.ForEach(input => graph.Bytes(OnnxFields.GraphInput, input.Content));
        Outputs.ForEach(output => graph.Bytes(OnnxFields.GraphOutput, output.Content));
        foreach (OnnxTensor tensor in Initializers.Values)
        {
            graph.Bytes(OnnxFields.GraphInitializer, tensor.Content);
        }

        return Join(ModelRest).Message(OnnxFields.ModelGraph, graph).ToArray();
    }

    private static ProtobufWriter Join(List<byte[]?> fields)
    {
        var writer = new ProtobufWriter();
        fields.ForEach(field => writer.Raw(field));
        return writer;
    }
}
