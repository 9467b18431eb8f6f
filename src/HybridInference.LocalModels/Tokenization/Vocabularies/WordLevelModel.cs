namespace HybridInference.LocalModels.Tokenization;

/// <summary>A model of whole words: a piece is a token, or unknown.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, int unknownId) : TokenModel(vocabulary)
{
    /// <summary>Reads a model of type WordLevel.</summary>
    public static new WordLevelModel Read(ModelJson json)
    {
        Vocabulary vocabulary = Vocabulary.Read(json["vocab"]);
        return new WordLevelModel(vocabulary, ReadUnknown(json, vocabulary, absent: "<unk>"));
    }

    /// <summary>Reads the id of the unknown token.</summary>
    public static int ReadUnknown(ModelJson json, Vocabulary vocabulary, string absent)
    {
        string token = json.OptionalString("unk_token") ?? absent;
        return vocabulary.Find(token) ?? throw json.Error($"the vocabulary lacks the unknown token '{token}'.");
    }

    /// <inheritdoc/>
    public override PieceEncoder CreateEncoder() => new Encoder(Vocabulary, unknownId);

    private sealed class Encoder(Vocabulary vocabulary, int unknownId) : PieceEncoder
    {
        /// <inheritdoc/>
        public override void Encode(ReadOnlySpan<char> piece, List<int> ids) => ids.Add(vocabulary.Find(piece) ?? unknownId);
    }
}
