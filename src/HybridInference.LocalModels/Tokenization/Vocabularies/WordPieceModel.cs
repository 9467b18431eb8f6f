namespace HybridInference.LocalModels.Tokenization;

/// <summary>A model of words and their parts, as BERT has it: from the left, always the longest token that fits.</summary>
internal sealed class WordPieceModel(Vocabulary vocabulary, int unknownId, string continuingPrefix, int longestWord) : TokenModel(vocabulary)
{
    private const int DefaultLongestWord = 100;

    /// <summary>Gets the id of a word that has no tokens.</summary>
    public int UnknownId => unknownId;

    /// <summary>Gets what is put before every token but the first of a word.</summary>
    public string ContinuingPrefix => continuingPrefix;

    /// <summary>Gets the number of characters above which a word is unknown.</summary>
    public int LongestWord => longestWord;

    /// <summary>Reads a model of type WordPiece.</summary>
    public static new WordPieceModel Read(ModelJson json)
    {
        Vocabulary vocabulary = Vocabulary.Read(json["vocab"]);
        return new WordPieceModel(
            vocabulary,
            WordLevelModel.ReadUnknown(json, vocabulary, absent: "[UNK]"),
            json.OptionalString("continuing_subword_prefix") ?? "##",
            json.OptionalInteger("max_input_chars_per_word") ?? DefaultLongestWord);
    }

    /// <inheritdoc/>
    public override PieceEncoder CreateEncoder() => new WordPieceEncoder(this);
}
