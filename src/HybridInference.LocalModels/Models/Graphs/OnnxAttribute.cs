namespace HybridInference.LocalModels;

/// <summary>An attribute of a node.</summary>
/// <param name="Name">The name.</param>
/// <param name="Integer">The value of an integer attribute, else 0.</param>
/// <param name="Float">The value of a float attribute, else 0.</param>
/// <param name="Tensor">The value of a tensor attribute.</param>
/// <param name="IsGraph">Whether the value is a graph of its own, which may use any value of the graph around it.</param>
/// <param name="Content">The encoded message, unless it is too large to be read.</param>
internal sealed record OnnxAttribute(string Name, long Integer, float Float, OnnxTensor? Tensor, bool IsGraph, byte[]? Content)
{
    private const int IntegerType = 2;
    private const int IntegersType = 7;

    /// <summary>Creates an integer attribute.</summary>
    public static OnnxAttribute Create(string name, long value)
    {
        byte[] content = new ProtobufWriter()
            .Text(OnnxFields.AttributeName, name)
            .Number(OnnxFields.AttributeInteger, value)
            .Number(OnnxFields.AttributeType, IntegerType)
            .ToArray();
        return new OnnxAttribute(name, value, 0, null, IsGraph: false, content);
    }

    /// <summary>Creates an attribute that is a list of integers.</summary>
    public static OnnxAttribute Create(string name, long[] values)
    {
        ProtobufWriter content = new ProtobufWriter().Text(OnnxFields.AttributeName, name);
        Array.ForEach(values, value => content.Number(OnnxFields.AttributeIntegers, value));
        return new OnnxAttribute(name, 0, 0, null, IsGraph: false, content.Number(OnnxFields.AttributeType, IntegersType).ToArray());
    }
}
