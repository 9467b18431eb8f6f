namespace HybridInference.LocalModels;

/// <summary>A node of an ONNX graph.</summary>
/// <param name="opType">What it computes.</param>
/// <param name="domain">Who defines that; empty for ONNX itself.</param>
internal sealed class OnnxNode(string opType, string domain = "")
{
    public string OpType => opType;

    public string Domain => domain;

    /// <summary>Gets the names of its inputs; one that is left out is empty.</summary>
    public List<string> Inputs { get; init; } = [];

    /// <inheritdoc cref="Inputs"/>
    public List<string> Outputs { get; init; } = [];

    public List<OnnxAttribute> Attributes { get; init; } = [];

    /// <summary>Gets the value of an integer attribute, if the node has it.</summary>
    public long? IntegerOf(string attribute) => Attributes.Find(candidate => candidate.Name == attribute)?.Integer;

    /// <summary>Gets the value of a float attribute, or 0.</summary>
    public float FloatOf(string attribute) => Attributes.Find(candidate => candidate.Name == attribute)?.Float ?? 0;

    /// <summary>Gets an input, or an empty name where there are fewer.</summary>
    public string InputAt(int index) => index < Inputs.Count ? Inputs[index] : "";

    /// <inheritdoc cref="InputAt"/>
    public string OutputAt(int index) => index < Outputs.Count ? Outputs[index] : "";

    /// <summary>Sets an integer attribute.</summary>
    public void Set(string attribute, long value)
    {
        Attributes.RemoveAll(candidate => candidate.Name == attribute);
        Attributes.Add(OnnxAttribute.Create(attribute, value));
    }

    public ProtobufWriter Encode()
    {
        var writer = new ProtobufWriter();
        foreach (string input in Inputs)
        {
            writer.Text(OnnxFields.NodeInput, input);
        }

        foreach (string output in Outputs)
        {
            writer.Text(OnnxFields.NodeOutput, output);
        }

        writer.Text(OnnxFields.NodeOpType, opType).Text(OnnxFields.NodeDomain, domain);
        foreach (OnnxAttribute attribute in Attributes)
        {
            writer.Bytes(OnnxFields.NodeAttribute, attribute.Content);
        }

        return writer;
    }
}
