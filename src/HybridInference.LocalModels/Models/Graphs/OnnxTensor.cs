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

    /// <summary>Tells whether this is one given integer.</summary>
    public bool IsInteger(long value) => Integers.Count == 1 && Integers[0] == value;
}
