namespace HybridInference.LocalModels;

/// <summary>Reads the inputs and outputs of a graph.</summary>
internal sealed class OnnxValueReader(ProtobufReader reader)
{
    public OnnxValue Read(ProtobufField value)
    {
        var (name, elementType) = ("", 0);
        var dimensions = new List<OnnxDimension>();
        foreach (ProtobufField field in reader.Fields(value.End))
        {
            name = field.Number == OnnxFields.ValueName ? reader.ReadString(field) : name;
            elementType = field.Number == OnnxFields.ValueType ? ReadType(field, dimensions) : elementType;
        }

        return new OnnxValue(name, elementType, dimensions, reader.ReadBytes(value.Start, value.End));
    }

    /// <summary>Reads the type of a tensor and adds its dimensions; other types have the element type 0.</summary>
    private int ReadType(ProtobufField type, List<OnnxDimension> dimensions)
    {
        int elementType = 0;
        foreach (ProtobufField tensor in reader.Fields(type.End, OnnxFields.TypeTensor))
        {
            foreach (ProtobufField field in reader.Fields(tensor.End))
            {
                elementType = field.Number == OnnxFields.TensorTypeElement ? (int)field.Value : elementType;
                if (field.Number == OnnxFields.TensorTypeShape)
                {
                    dimensions.AddRange(reader.Fields(field.End, OnnxFields.ShapeDimension).Select(ReadDimension));
                }
            }
        }

        return elementType;
    }

    private OnnxDimension ReadDimension(ProtobufField dimension)
    {
        // A size that is not said is free too.
        var result = new OnnxDimension(0, "free");
        foreach (ProtobufField field in reader.Fields(dimension.End))
        {
            result = field.Number == OnnxFields.DimensionValue ? new OnnxDimension(field.Value, null)
                : field.Number == OnnxFields.DimensionName ? new OnnxDimension(0, reader.ReadString(field)) : result;
        }

        return result;
    }
}
