using System.Buffers.Binary;

namespace HybridInference.LocalModels;

/// <summary>Reads the nodes of a graph. Their names and comments are left out.</summary>
internal sealed class OnnxNodeReader(ProtobufReader reader, OnnxTensorReader tensors)
{
    public OnnxNode Read(ProtobufField node)
    {
        var (inputs, outputs, attributes) = (new List<string>(), new List<string>(), new List<OnnxAttribute>());
        var (opType, domain) = ("", "");
        foreach (ProtobufField field in reader.Fields(node.End))
        {
            switch (field.Number)
            {
                case OnnxFields.NodeInput:
                    inputs.Add(reader.ReadString(field));
                    break;
                case OnnxFields.NodeOutput:
                    outputs.Add(reader.ReadString(field));
                    break;
                case OnnxFields.NodeOpType:
                    opType = reader.ReadString(field);
                    break;
                case OnnxFields.NodeDomain:
                    domain = reader.ReadString(field);
                    break;
                case OnnxFields.NodeAttribute:
                    attributes.Add(ReadAttribute(field));
                    break;
            }
        }

        return new OnnxNode(opType, domain) { Inputs = inputs, Outputs = outputs, Attributes = attributes };
    }

    private OnnxAttribute ReadAttribute(ProtobufField attribute)
    {
        var (name, integer, number, isGraph) = ("", 0L, 0f, false);
        OnnxTensor? tensor = null;
        foreach (ProtobufField field in reader.Fields(attribute.End))
        {
            name = field.Number == OnnxFields.AttributeName ? reader.ReadString(field) : name;
            integer = field.Number == OnnxFields.AttributeInteger ? field.Value : integer;
            number = field.Number == OnnxFields.AttributeFloat ? ReadFloat(field) : number;
            isGraph |= field.Number is OnnxFields.AttributeGraph or OnnxFields.AttributeGraphs;
            tensor = field.Number == OnnxFields.AttributeTensor ? tensors.Read(field, isLargeDataMoved: false) : tensor;
        }

        return new OnnxAttribute(name, integer, number, tensor, isGraph, reader.ReadBytes(attribute.Start, attribute.End));
    }

    private float ReadFloat(ProtobufField field) => reader.ReadBytes(field.Start, field.End) is { Length: sizeof(float) } bytes
        ? BinaryPrimitives.ReadSingleLittleEndian(bytes)
        : throw new InvalidDataException("A number in the file has another size than it should have.");
}
