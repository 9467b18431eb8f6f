namespace HybridInference.OnnxRuntime.Tokenization;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer.json.</summary>
internal static class PreTokenizerReader
{
    private static readonly Dictionary<string, Func<ModelJson, PreTokenizer>> Readers = new()
    {
        ["Sequence"] = json => new SequencePreTokenizer([.. json["pretokenizers"].Items().Select(Read)]),
        ["ByteLevel"] = ByteLevelPreTokenizer.Read,
        ["Split"] = SplitPreTokenizer.Read,
    };

    /// <summary>Reads a pre-tokenizer.</summary>
    public static PreTokenizer Read(ModelJson json)
    {
        string type = json.String("type");
        return Readers.TryGetValue(type, out Func<ModelJson, PreTokenizer>? read)
            ? read(json)
            : throw json.Error($"pre-tokenizers of type '{type}' are not supported.");
    }
}
