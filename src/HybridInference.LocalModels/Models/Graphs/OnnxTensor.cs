using System.Runtime.InteropServices;

namespace HybridInference.LocalModels;

/// <summary>A constant of a graph.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The type of its elements, as ONNX numbers them.</param>
/// <param name="Dimensions">The shape.</param>
/// <param name="Integers">The elements, where they are a few integers of 64 bits.</param>
/// <param name="Content">The encoded message; large data is not part of it but told by its place in a file. Missing where it is too large all the same.</param>
internal sealed record OnnxTensor(string Name, int ElementType, IReadOnlyList<long> Dimensions, IReadOnlyList<long> Integers, byte[]? Content)
{
    public const int Int64 = 7;

    /// <summary>Creates a vector of integers.</summary>
    public static OnnxTensor Create(string name, params long[] values)
    {
        byte[] content = new ProtobufWriter()
            .Number(OnnxFields.TensorDimension, values.Length)
            .Number(OnnxFields.TensorElementType, Int64)
            .Text(OnnxFields.TensorName, name)
            .Bytes(OnnxFields.TensorRawData, MemoryMarshal.AsBytes<long>(values))
            .ToArray();
        return new OnnxTensor(name, Int64, [values.Length], values, content);
    }

    /// <summary>Gets how many elements the shape has.</summary>
    public long Count => CountOf(Dimensions);

    /// <summary>Gets how many elements a shape has.</summary>
    public static long CountOf(IEnumerable<long> shape) => shape.Aggregate(1L, (count, size) => count * size);

    /// <summary>Creates a constant of another name and shape with the same data. The message has to be there.</summary>
    /// <exception cref="InvalidDataException">It is not well-formed.</exception>
    public OnnxTensor Reshape(string name, long[] shape)
    {
        var writer = new ProtobufWriter();
        Array.ForEach(shape, size => writer.Number(OnnxFields.TensorDimension, size));
        using var reader = new ProtobufReader(new MemoryStream(Content!));
        foreach (ProtobufField field in reader.Fields(reader.Length))
        {
            if (field.Number is not (OnnxFields.TensorDimension or OnnxFields.TensorName))
            {
                writer.Raw(reader.ReadBytes(field.Head, field.End));
            }
        }

        return this with { Name = name, Dimensions = shape, Content = writer.Text(OnnxFields.TensorName, name).ToArray() };
    }

    /// <summary>Tells whether this is one given integer.</summary>
    public bool IsInteger(long value) => Integers.Count == 1 && Integers[0] == value;
}
