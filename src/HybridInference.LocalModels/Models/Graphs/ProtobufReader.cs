using System.Text;

namespace HybridInference.LocalModels;

/// <summary>Walks the fields of a protobuf file without loading it.</summary>
internal sealed class ProtobufReader(Stream stream) : IDisposable
{
    private const int MaxStringLength = 1 << 16;
    private const int MaxBytes = 1 << 20;

    public long Length { get; } = stream.Length;

    /// <summary>Reads the heads of the fields up to <paramref name="end"/>. What is done with one may move the reader anywhere.</summary>
    public IEnumerable<ProtobufField> Fields(long end)
    {
        while (NextField(end) is { } field)
        {
            yield return field;
            SkipTo(field.End);
        }
    }

    /// <summary>Reads the heads of the fields of one number.</summary>
    public IEnumerable<ProtobufField> Fields(long end, int number) => Fields(end).Where(field => field.Number == number);

    public string ReadString(ProtobufField field)
    {
        long length = field.End - field.Start;
        return length <= MaxStringLength
            ? Encoding.UTF8.GetString(ReadBytes(field.Start, field.End)!)
            : throw new InvalidDataException("A name in the file is too long.");
    }

    /// <summary>Reads a part of the file, or gives <see langword="null"/> where it is larger than 1 MiB.</summary>
    public byte[]? ReadBytes(long start, long end)
    {
        if (end - start > MaxBytes)
        {
            return null;
        }

        var bytes = new byte[end - start];
        SkipTo(start);
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads integers that are packed in one field.</summary>
    public List<long> ReadPacked(ProtobufField field)
    {
        var numbers = new List<long>();
        SkipTo(field.Start);
        while (stream.Position < field.End)
        {
            numbers.Add((long)ReadVarint());
        }

        return numbers;
    }

    public void Dispose() => stream.Dispose();

    private ProtobufField? NextField(long end)
    {
        if (stream.Position >= end)
        {
            return null;
        }

        long head = stream.Position;
        ulong tag = ReadVarint();
        int number = (int)(tag >> 3);
        long value = (tag & 7) == 0 ? (long)ReadVarint() : 0;
        long length = (tag & 7) switch
        {
            0 => 0,
            1 => 8,
            2 => (long)ReadVarint(),
            5 => 4,
            _ => throw new InvalidDataException("The file is not a protobuf message."),
        };

        long start = stream.Position;
        return length >= 0 && length <= end - start
            ? new ProtobufField(number, head, start, start + length, value)
            : throw new InvalidDataException("The file ends in the middle of a field.");
    }

    private void SkipTo(long position)
    {
        if (stream.Position != position)
        {
            stream.Position = position;
        }
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
