namespace HybridInference.LocalModels.Tokenization;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer.json.</summary>
internal static class PreTokenizerReader
{
    // Here a word is one of Rust, to which the two joiners belong.
    private const string WordsAndSigns = @"[\w\u200C\u200D]+|[^\w\s\u200C\u200D]+";

    private static readonly Dictionary<string, Func<ModelJson, PreTokenizer>> Readers = new()
    {
        ["Sequence"] = json => new SequencePreTokenizer([.. json["pretokenizers"].Items().Select(Read)]),
        ["ByteLevel"] = ByteLevelPreTokenizer.Read,
        ["Split"] = SplitPreTokenizer.Read,
        ["Metaspace"] = json => new MetaspacePreTokenizer(MetaspaceOptions.Read(json)),
        ["Digits"] = json => new SplitPreTokenizer(CharacterPattern.Number, DigitBehavior(json), isInverted: false),
        ["Punctuation"] = json => new SplitPreTokenizer(
            CharacterPattern.Punctuation, SplitPreTokenizer.ReadBehavior(json, "Isolated"), isInverted: false),
        ["Whitespace"] = _ => new SplitPreTokenizer(new RegexPattern(WordsAndSigns), SplitBehavior.Removed, isInverted: true),
        ["WhitespaceSplit"] = _ => SplitAtWhiteSpace,
        ["BertPreTokenizer"] = _ => new SequencePreTokenizer(
            [SplitAtWhiteSpace, new SplitPreTokenizer(CharacterPattern.Punctuation, SplitBehavior.Isolated, isInverted: false)]),
        ["CharDelimiterSplit"] = json => new SplitPreTokenizer(
            new LiteralPattern(json.String("delimiter")), SplitBehavior.Removed, isInverted: false),
    };

    /// <summary>Reads a pre-tokenizer.</summary>
    public static PreTokenizer Read(ModelJson json)
    {
        string type = json.String("type");
        return Readers.TryGetValue(type, out Func<ModelJson, PreTokenizer>? read)
            ? read(json)
            : throw json.Error($"pre-tokenizers of type '{type}' are not supported.");
    }

    private static SplitPreTokenizer SplitAtWhiteSpace => new(CharacterPattern.WhiteSpace, SplitBehavior.Removed, isInverted: false);

    private static SplitBehavior DigitBehavior(ModelJson json) =>
        json.Boolean("individual_digits", absent: false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous;
}
