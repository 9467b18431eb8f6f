namespace HybridInference.OnnxRuntime.Tokenization;

/// <summary>Reads the <c>normalizer</c> of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    private static readonly Dictionary<string, Func<ModelJson, Normalizer>> Readers = new()
    {
        ["Sequence"] = json => new SequenceNormalizer([.. json["normalizers"].Items().Select(Read)]),
        ["Prepend"] = json => new PrependNormalizer(json.String("prepend")),
        ["Replace"] = json => new ReplaceNormalizer(TextPattern.Read(json["pattern"]), json.String("content")),
    };

    /// <summary>Reads a normalizer.</summary>
    public static Normalizer Read(ModelJson json)
    {
        string type = json.String("type");
        return Readers.TryGetValue(type, out Func<ModelJson, Normalizer>? read)
            ? read(json)
            : throw json.Error($"normalizers of type '{type}' are not supported.");
    }
}
