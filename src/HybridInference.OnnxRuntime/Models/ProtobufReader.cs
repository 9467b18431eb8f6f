using System.Text;

namespace HybridInference.OnnxRuntime;

/// <summary>Walks the fields of a protobuf file without loading it.</summary>
internal sealed class ProtobufReader(Stream stream) : IDisposable
{
    private const int MaxStringLength = 1 << 16;

    public long Length { get; } = stream.Length;

    /// <summary>Reads the head of the next field, or gives <see langword="null"/> at <paramref name="end"/>.</summary>
    public ProtobufField? NextField(long end)
    {
        if (stream.Position >= end)
        {
            return null;
        }

        ulong tag = ReadVarint();
        int number = (int)(tag >> 3);
        long length = (tag & 7) switch
        {
            0 => SkipVarint(),
            1 => 8,
            2 => (long)ReadVarint(),
            5 => 4,
            _ => throw new InvalidDataException("The file is not a protobuf message."),
        };

        long start = stream.Position;
        return length >= 0 && length <= end - start
            ? new ProtobufField(number, start, start + length)
            : throw new InvalidDataException("The file ends in the middle of a field.");
    }

    public void SkipTo(long position)
    {
        if (stream.Position != position)
        {
            stream.Position = position;
        }
    }

    public string ReadString(ProtobufField field)
    {
        long length = field.End - field.Start;
        if (length > MaxStringLength)
        {
            throw new InvalidDataException("A name in the file is too long.");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public void Dispose() => stream.Dispose();

    private long SkipVarint()
    {
        _ = ReadVarint();
        return 0;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                throw new InvalidDataException("The file ends in the middle of a number.");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("The file is not a protobuf message.");
    }
}
