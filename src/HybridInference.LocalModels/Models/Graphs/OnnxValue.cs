namespace HybridInference.LocalModels;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The type of its elements, as ONNX numbers them.</param>
/// <param name="Dimensions">The sizes and names of its dimensions: a name stands for a size that is free.</param>
/// <param name="Content">The encoded message, unless it is too large to be read.</param>
internal sealed record OnnxValue(string Name, int ElementType, IReadOnlyList<OnnxDimension> Dimensions, byte[]? Content)
{
    public const int Float = 1;
    public const int Int32 = 6;
    public const int Int64 = 7;

    /// <summary>Creates an input or output that is a tensor.</summary>
    public static OnnxValue Create(string name, int elementType, params IReadOnlyList<OnnxDimension> dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (OnnxDimension dimension in dimensions)
        {
            shape.Message(OnnxFields.ShapeDimension, dimension.Name is null
                ? new ProtobufWriter().Number(OnnxFields.DimensionValue, dimension.Size)
                : new ProtobufWriter().Text(OnnxFields.DimensionName, dimension.Name));
        }

        ProtobufWriter tensor = new ProtobufWriter().Number(OnnxFields.TensorTypeElement, elementType).Message(OnnxFields.TensorTypeShape, shape);
        ProtobufWriter type = new ProtobufWriter().Message(OnnxFields.TypeTensor, tensor);
        byte[] content = new ProtobufWriter().Text(OnnxFields.ValueName, name).Message(OnnxFields.ValueType, type).ToArray();
        return new OnnxValue(name, elementType, dimensions, content);
    }
}
