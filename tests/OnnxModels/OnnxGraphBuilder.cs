using System.Runtime.InteropServices;
using HybridInference.LocalModels;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxModels;

/// <summary>Writes ONNX files.</summary>
public sealed class OnnxGraphBuilder
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string Microsoft = "com.microsoft";

    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "graph");
    private int _temporaries;

    /// <summary>Adds an input; a negative size is a free one.</summary>
    public string Input(string name, TensorElementType type, params long[] shape)
    {
        _graph.Message(11, ValueInfo(name, type, shape));
        return name;
    }

    /// <summary>Adds an output; a negative size is a free one.</summary>
    public void Output(string name, TensorElementType type, params long[] shape) => _graph.Message(12, ValueInfo(name, type, shape));

    public string Constant(params long[] values) => Tensor(TensorElementType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    public string Scalar(long value) => Tensor(TensorElementType.Int64, [], MemoryMarshal.AsBytes<long>([value]));

    public string Floats(params float[] values) => Tensor(TensorElementType.Float, [values.Length], MemoryMarshal.AsBytes<float>(values));

    public string Floats(long[] dimensions, float[] values) => Tensor(TensorElementType.Float, dimensions, MemoryMarshal.AsBytes<float>(values));

    public string Bytes(long[] dimensions, byte[] values) => Tensor(TensorElementType.UInt8, dimensions, values);

    /// <summary>Adds a constant whose data is a part of another file, beside that of the graph.</summary>
    public string External(TensorElementType type, long[] dimensions, string file, long offset, long length)
    {
        string name = $"c{_temporaries++}";
        ProtobufWriter tensor = TensorHead(name, type, dimensions)
            .Message(13, Entry("location", file))
            .Message(13, Entry("offset", $"{offset}"))
            .Message(13, Entry("length", $"{length}"))
            .Number(14, 1);
        _graph.Message(5, tensor);
        return name;
    }

    public string Cast(string input, TensorElementType type, string? output = null) => Node("Cast", [input], output, ("to", (long)type));

    /// <summary>Adds a node with one output and integer attributes.</summary>
    public string Node(string opType, string[] inputs, string? output = null, params (string Name, long Value)[] attributes)
    {
        output ??= NewName();
        Node(opType, inputs, [output], "", attributes, []);
        return output;
    }

    /// <summary>Adds a node of any kind; an empty name is an input or output that is left out.</summary>
    public void Node(
        string opType, string[] inputs, string[] outputs, string domain, (string Name, long Value)[] integers, (string Name, float Value)[] floats)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        foreach (string output in outputs)
        {
            node.Text(2, output);
        }

        node.Text(4, opType).Text(7, domain);
        foreach ((string name, long value) in integers)
        {
            node.Message(5, new ProtobufWriter().Text(1, name).Number(3, value).Number(20, 2));
        }

        foreach ((string name, float value) in floats)
        {
            node.Message(5, new ProtobufWriter().Text(1, name).Float(2, value).Number(20, 1));
        }

        _graph.Message(1, node);
    }

    /// <summary>Makes up a name for a value.</summary>
    public string NewName() => $"t{_temporaries++}";

    public byte[] Build() => new ProtobufWriter()
        .Number(1, 8)
        .Message(7, _graph)
        .Message(8, new ProtobufWriter().Text(1, "").Number(2, 17))
        .Message(8, new ProtobufWriter().Text(1, Microsoft).Number(2, 1))
        .ToArray();

    private static ProtobufWriter ValueInfo(string name, TensorElementType type, long[] shape)
    {
        var dimensions = new ProtobufWriter();
        foreach (long size in shape)
        {
            dimensions.Message(1, size < 0 ? new ProtobufWriter().Text(2, $"free{-size}") : new ProtobufWriter().Number(1, size));
        }

        ProtobufWriter tensor = new ProtobufWriter().Number(1, (long)type).Message(2, dimensions);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private string Tensor(TensorElementType type, long[] dimensions, ReadOnlySpan<byte> data)
    {
        string name = $"c{_temporaries++}";
        _graph.Message(5, TensorHead(name, type, dimensions).Bytes(9, data));
        return name;
    }

    private static ProtobufWriter TensorHead(string name, TensorElementType type, long[] dimensions)
    {
        var tensor = new ProtobufWriter();
        foreach (long size in dimensions)
        {
            tensor.Number(1, size);
        }

        return tensor.Number(2, (long)type).Text(8, name);
    }

    private static ProtobufWriter Entry(string key, string value) => new ProtobufWriter().Text(1, key).Text(2, value);
}
