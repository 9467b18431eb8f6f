using System.Runtime.InteropServices;

namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>Collects the nodes, initializers, inputs and outputs of an ONNX graph and writes the model.</summary>
internal sealed class OnnxGraphBuilder
{
    public const string MicrosoftDomain = "com.microsoft";

    private const int IrVersion = 10;
    private const int OpsetVersion = 21;

    private readonly ProtobufWriter _graph = new();

    /// <summary>Adds an input; a dimension is a number or, where it varies, a name.</summary>
    public void AddInput(string name, OnnxElementType type, params object[] dimensions) =>
        _graph.Message(11, ValueInfo(name, type, dimensions));

    /// <summary>Adds an output; a dimension is a number or, where it varies, a name.</summary>
    public void AddOutput(string name, OnnxElementType type, params object[] dimensions) =>
        _graph.Message(12, ValueInfo(name, type, dimensions));

    public string AddInitializer(string name, ReadOnlySpan<float> values, params long[] dimensions) =>
        AddInitializer(name, OnnxElementType.Float, MemoryMarshal.AsBytes(values), dimensions);

    public string AddInitializer(string name, ReadOnlySpan<long> values, params long[] dimensions) =>
        AddInitializer(name, OnnxElementType.Int64, MemoryMarshal.AsBytes(values), dimensions);

    public string AddInitializer(string name, ReadOnlySpan<byte> values, params long[] dimensions) =>
        AddInitializer(name, OnnxElementType.UInt8, values, dimensions);

    /// <summary>Adds a node of the standard operator set with one output, and returns the output's name.</summary>
    public string AddNode(string operation, string output, string[] inputs, params OnnxAttribute[] attributes) =>
        AddNode(operation, [output], inputs, string.Empty, attributes);

    /// <summary>Adds a node of ONNX Runtime's own operators, and returns the name of its first output.</summary>
    public string AddMicrosoftNode(string operation, string[] outputs, string[] inputs, params OnnxAttribute[] attributes) =>
        AddNode(operation, outputs, inputs, MicrosoftDomain, attributes);

    public byte[] ToModel(string name, string producer)
    {
        _graph.Text(2, name);
        return new ProtobufWriter()
            .Integer(1, IrVersion)
            .Text(2, producer)
            .Message(7, _graph)
            .Message(8, new ProtobufWriter().Text(1, string.Empty).Integer(2, OpsetVersion))
            .Message(8, new ProtobufWriter().Text(1, MicrosoftDomain).Integer(2, 1))
            .ToArray();
    }

    private string AddNode(string operation, string[] outputs, string[] inputs, string domain, OnnxAttribute[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(3, outputs[0]).Text(4, operation);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute.ToProtobuf());
        }

        _graph.Message(1, node.Text(7, domain));
        return outputs[0];
    }

    private string AddInitializer(string name, OnnxElementType type, ReadOnlySpan<byte> data, long[] dimensions)
    {
        var tensor = new ProtobufWriter();
        foreach (var dimension in dimensions)
        {
            tensor.Integer(1, dimension);
        }

        _graph.Message(5, tensor.Integer(2, (long)type).Text(8, name).Bytes(9, data));
        return name;
    }

    private static ProtobufWriter ValueInfo(string name, OnnxElementType type, object[] dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (var dimension in dimensions)
        {
            var value = new ProtobufWriter();
            shape.Message(1, dimension is string symbol ? value.Text(2, symbol) : value.Integer(1, Convert.ToInt64(dimension)));
        }

        var tensor = new ProtobufWriter().Integer(1, (long)type).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
