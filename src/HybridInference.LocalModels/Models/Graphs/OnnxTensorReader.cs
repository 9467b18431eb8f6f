using System.Globalization;
using System.Runtime.InteropServices;

namespace HybridInference.LocalModels;

/// <summary>Reads the constants of a graph.</summary>
/// <param name="reader">The file.</param>
/// <param name="fileName">Its name, by which large data is referred to.</param>
internal sealed class OnnxTensorReader(ProtobufReader reader, string fileName)
{
    /// <summary>Data of at least this many bytes is left where it is.</summary>
    private const int LargeData = 1024;

    private const int MaxIntegers = 8;
    private const int External = 1;

    /// <summary>Reads a tensor.</summary>
    /// <param name="tensor">Its message.</param>
    /// <param name="isLargeDataMoved">Whether large data becomes external data that lies in this very file.</param>
    public OnnxTensor Read(ProtobufField tensor, bool isLargeDataMoved)
    {
        var (name, elementType) = ("", 0);
        var (dimensions, integers) = (new List<long>(), new List<long>());
        ProtobufField? data = null;
        foreach (ProtobufField field in reader.Fields(tensor.End))
        {
            switch (field.Number)
            {
                case OnnxFields.TensorDimension:
                    ReadNumbers(field, dimensions);
                    break;
                case OnnxFields.TensorElementType:
                    elementType = (int)field.Value;
                    break;
                case OnnxFields.TensorInt64Data:
                    ReadNumbers(field, integers);
                    break;
                case OnnxFields.TensorName:
                    name = reader.ReadString(field);
                    break;
                case OnnxFields.TensorRawData:
                    data = field;
                    break;
            }
        }

        byte[]? content = isLargeDataMoved && data is { } large && large.End - large.Start >= LargeData
            ? Move(tensor, large)
            : reader.ReadBytes(tensor.Start, tensor.End);
        return new OnnxTensor(name, elementType, dimensions, ReadIntegers(elementType, integers, data), content);
    }

    /// <summary>Encodes a tensor anew, with the place of its data instead of the data.</summary>
    private byte[]? Move(ProtobufField tensor, ProtobufField data)
    {
        byte[]? before = reader.ReadBytes(tensor.Start, data.Head);
        byte[]? after = reader.ReadBytes(data.End, tensor.End);
        return before is null || after is null ? null : new ProtobufWriter()
            .Raw(before)
            .Raw(after)
            .Message(OnnxFields.TensorExternalData, ExternalEntries.Encode(ExternalEntries.Location, fileName))
            .Message(OnnxFields.TensorExternalData, ExternalEntries.Encode(ExternalEntries.Offset, data.Start.ToString(CultureInfo.InvariantCulture)))
            .Message(OnnxFields.TensorExternalData, ExternalEntries.Encode(ExternalEntries.Length, (data.End - data.Start).ToString(CultureInfo.InvariantCulture)))
            .Number(OnnxFields.TensorDataLocation, External)
            .ToArray();
    }

    private IReadOnlyList<long> ReadIntegers(int elementType, List<long> integers, ProtobufField? data)
    {
        bool isShort = elementType == OnnxTensor.Int64 && data is { } raw && raw.End - raw.Start <= MaxIntegers * sizeof(long);
        if (!isShort)
        {
            return integers;
        }

        byte[] bytes = reader.ReadBytes(data!.Value.Start, data.Value.End)!;
        return bytes.Length % sizeof(long) == 0 ? MemoryMarshal.Cast<byte, long>(bytes).ToArray() : [];
    }

    /// <summary>Reads numbers, which stand alone or packed together.</summary>
    private void ReadNumbers(ProtobufField field, List<long> numbers)
    {
        if (field.Start == field.End)
        {
            numbers.Add(field.Value);
        }
        else if (field.End - field.Start <= MaxIntegers * sizeof(long))
        {
            numbers.AddRange(reader.ReadPacked(field));
        }
    }
}
