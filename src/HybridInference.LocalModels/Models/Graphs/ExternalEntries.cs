namespace HybridInference.LocalModels;

/// <summary>Changes the entries of a constant that tell where its data is.</summary>
internal static class ExternalEntries
{
    public const string Location = "location";
    public const string Offset = "offset";
    public const string Length = "length";

    /// <summary>Encodes a constant anew.</summary>
    /// <param name="tensor">Its message.</param>
    /// <param name="change">Gives another value for a key and its value; <see langword="null"/> leaves the entry out.</param>
    /// <exception cref="InvalidDataException">It is not a well-formed message.</exception>
    public static byte[] Change(byte[] tensor, Func<string, string, string?> change)
    {
        var writer = new ProtobufWriter();
        using var reader = new ProtobufReader(new MemoryStream(tensor));
        foreach (ProtobufField field in reader.Fields(reader.Length))
        {
            if (field.Number != OnnxFields.TensorExternalData)
            {
                writer.Raw(reader.ReadBytes(field.Head, field.End));
                continue;
            }

            (string key, string value) = Read(reader, field);
            if (change(key, value) is { } changed)
            {
                writer.Message(OnnxFields.TensorExternalData, Encode(key, changed));
            }
        }

        return writer.ToArray();
    }

    /// <summary>Encodes an entry.</summary>
    public static ProtobufWriter Encode(string key, string value) =>
        new ProtobufWriter().Text(OnnxFields.EntryKey, key).Text(OnnxFields.EntryValue, value);

    private static (string Key, string Value) Read(ProtobufReader reader, ProtobufField entry)
    {
        var (key, value) = ("", "");
        foreach (ProtobufField field in reader.Fields(entry.End))
        {
            key = field.Number == OnnxFields.EntryKey ? reader.ReadString(field) : key;
            value = field.Number == OnnxFields.EntryValue ? reader.ReadString(field) : value;
        }

        return (key, value);
    }
}
