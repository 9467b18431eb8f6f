namespace HybridInference.LocalModels.Tokenization;

/// <summary>Reads the <c>normalizer</c> of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    private static readonly Dictionary<string, Func<ModelJson, Normalizer>> Readers = new()
    {
        ["Sequence"] = json => new SequenceNormalizer([.. json["normalizers"].Items().Select(Read)]),
        ["Prepend"] = json => new PrependNormalizer(json.String("prepend")),
        ["Replace"] = json => new ReplaceNormalizer(TextPattern.Read(json["pattern"]), json.String("content")),
        ["NFC"] = _ => new UnicodeNormalizer(isComposed: true, isCompatible: false),
        ["NFD"] = _ => new UnicodeNormalizer(isComposed: false, isCompatible: false),
        ["NFKC"] = _ => new UnicodeNormalizer(isComposed: true, isCompatible: true),
        ["NFKD"] = _ => new UnicodeNormalizer(isComposed: false, isCompatible: true),
        ["Lowercase"] = _ => new TextNormalizer(CharacterNormalizers.Lowercase),
        ["StripAccents"] = _ => new TextNormalizer(CharacterNormalizers.StripAccents),
        ["Nmt"] = _ => new TextNormalizer(CharacterNormalizers.Nmt),
        ["ByteLevel"] = _ => new TextNormalizer(CharacterNormalizers.ByteLevel),
        ["Strip"] = ReadStrip,
        ["BertNormalizer"] = BertNormalizer.Read,
        ["Precompiled"] = PrecompiledNormalizer.Read,
    };

    /// <summary>Reads a normalizer.</summary>
    public static Normalizer Read(ModelJson json)
    {
        string type = json.String("type");
        return Readers.TryGetValue(type, out Func<ModelJson, Normalizer>? read)
            ? read(json)
            : throw json.Error($"normalizers of type '{type}' are not supported.");
    }

    private static TextNormalizer ReadStrip(ModelJson json)
    {
        bool isLeft = json.Boolean("strip_left", absent: true);
        bool isRight = json.Boolean("strip_right", absent: true);
        return new TextNormalizer(text => StripEnds(text, isLeft, isRight));
    }

    private static string StripEnds(string text, bool isLeft, bool isRight)
    {
        text = isLeft ? text.TrimStart() : text;
        return isRight ? text.TrimEnd() : text;
    }
}
