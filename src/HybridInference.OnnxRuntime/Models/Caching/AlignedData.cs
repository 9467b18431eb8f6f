using System.Globalization;

namespace HybridInference.OnnxRuntime;

/// <summary>Moves the weights of a saved model to places that are multiples of a page or of a cache line.</summary>
/// <remarks>
/// ONNX Runtime writes weights that are in the processor's order right behind each other, and maps them from there. Its kernels for quantised
/// weights, though, look for their parts from the next multiple of a vector's size on: mapped at any other place, they read something else.
/// </remarks>
internal sealed class AlignedData : IDisposable
{
    private const int Page = 4096;
    private const int CacheLine = 64;

    private readonly FileStream _source;
    private readonly FileStream _target;
    private readonly byte[] _buffer = new byte[1 << 16];

    private AlignedData(string source, string target)
    {
        _source = File.OpenRead(source);
        _target = File.Create(target);
    }

    /// <summary>Moves the weights of the model in a folder, if it has any.</summary>
    /// <exception cref="InvalidDataException">The model is not one that ONNX Runtime has saved with all weights outside.</exception>
    public static void Rewrite(string folder)
    {
        string model = Path.Combine(folder, OptimizedModelCache.ModelFile);
        string saved = Path.Combine(folder, OptimizedModelCache.DataFile);
        if (!File.Exists(saved))
        {
            return;
        }

        OnnxGraph graph = OnnxGraphReader.Read(model, isLargeDataMoved: false);
        if (!graph.IsComplete)
        {
            throw new InvalidDataException("The saved model has weights in it.");
        }

        string aligned = saved + ".aligned";
        using (var data = new AlignedData(saved, aligned))
        {
            foreach (OnnxTensor tensor in graph.Initializers.Values.ToList())
            {
                graph.Initializers[tensor.Name] = tensor with { Content = data.Move(tensor.Content!) };
            }
        }

        File.Move(aligned, saved, overwrite: true);
        File.WriteAllBytes(model, graph.Encode());
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    private byte[] Move(byte[] tensor)
    {
        var (offset, length) = (0L, 0L);
        byte[] rest = ExternalEntries.Change(tensor, (key, value) =>
        {
            switch (key)
            {
                case ExternalEntries.Offset:
                    offset = Parse(value);
                    return null;
                case ExternalEntries.Length:
                    length = Parse(value);
                    return null;
                default:
                    return key.StartsWith("prepacked", StringComparison.Ordinal) ? MoveParts(value) : value;
            }
        });
        return length == 0 ? rest : new ProtobufWriter()
            .Raw(rest)
            .Message(OnnxFields.TensorExternalData, ExternalEntries.Encode(ExternalEntries.Offset, Format(Copy(offset, length))))
            .Message(OnnxFields.TensorExternalData, ExternalEntries.Encode(ExternalEntries.Length, Format(length)))
            .ToArray();
    }

    /// <summary>Moves the parts of weights in the processor's order, which are told as <c>key|offset;length;checksum|...</c>.</summary>
    private string MoveParts(string value)
    {
        string[] parts = value.Split('|');
        for (int i = 1; i < parts.Length; i++)
        {
            string[] numbers = parts[i].Split(';');
            if (numbers.Length < 2)
            {
                throw new InvalidDataException("The saved model tells the places of its weights in an unknown way.");
            }

            numbers[0] = Format(Copy(Parse(numbers[0]), Parse(numbers[1])));
            parts[i] = string.Join(';', numbers);
        }

        return string.Join('|', parts);
    }

    private long Copy(long offset, long length)
    {
        int alignment = length >= Page ? Page : CacheLine;
        long place = (_target.Position + alignment - 1) / alignment * alignment;
        _target.Position = place;
        _source.Position = offset;
        for (long left = length; left > 0;)
        {
            int count = (int)Math.Min(left, _buffer.Length);
            _source.ReadExactly(_buffer, 0, count);
            _target.Write(_buffer, 0, count);
            left -= count;
        }

        return place;
    }

    private static long Parse(string number) => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
        ? value
        : throw new InvalidDataException("The saved model tells the places of its weights in an unknown way.");

    private static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);
}
