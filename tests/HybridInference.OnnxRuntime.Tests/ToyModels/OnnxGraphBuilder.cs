using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Writes small ONNX files.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "toy");
    private int _temporaries;

    /// <summary>Adds an input; a negative size is a free one.</summary>
    public string Input(string name, TensorElementType type, params long[] shape)
    {
        _graph.Message(11, ValueInfo(name, type, shape));
        return name;
    }

    public void Output(string name, TensorElementType type, params long[] shape) => _graph.Message(12, ValueInfo(name, type, shape));

    public string Constant(params long[] values) => Tensor(TensorElementType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    public string Scalar(long value) => Tensor(TensorElementType.Int64, [], MemoryMarshal.AsBytes<long>([value]));

    public string Floats(params float[] values) => Tensor(TensorElementType.Float, [values.Length], MemoryMarshal.AsBytes<float>(values));

    public string Cast(string input, TensorElementType type, string? output = null) => Node("Cast", [input], output, ("to", (long)type));

    /// <summary>Adds a node with one output and integer attributes.</summary>
    public string Node(string opType, string[] inputs, string? output = null, params (string Name, long Value)[] attributes)
    {
        output ??= $"t{_temporaries++}";
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(4, opType);
        foreach ((string name, long value) in attributes)
        {
            node.Message(5, new ProtobufWriter().Text(1, name).Number(3, value).Number(20, 2));
        }

        _graph.Message(1, node);
        return output;
    }

    public byte[] Build() => new ProtobufWriter()
        .Number(1, 8)
        .Message(7, _graph)
        .Message(8, new ProtobufWriter().Text(1, "").Number(2, 17))
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
        var tensor = new ProtobufWriter();
        foreach (long size in dimensions)
        {
            tensor.Number(1, size);
        }

        _graph.Message(5, tensor.Number(2, (long)type).Text(8, name).Bytes(9, data));
        return name;
    }
}
