namespace HybridInference.LocalModels.Tokenization;

/// <summary>A unigram model: of all ways to split a piece into tokens, the most likely one.</summary>
internal sealed class UnigramModel(Vocabulary vocabulary, IReadOnlyList<double> scores, int? unknownId, bool hasByteFallback)
    : TokenModel(vocabulary)
{
    // What Hugging Face and SentencePiece take off the least likely score for an unknown character.
    private const double UnknownPenalty = 10;

    private readonly TextTrie _tokens = CreateTrie(vocabulary);

    /// <summary>Gets the tokens by their characters.</summary>
    public TextTrie Tokens => _tokens;

    /// <summary>Gets the logarithm of each token's probability.</summary>
    public IReadOnlyList<double> Scores => scores;

    /// <summary>Gets the id for characters that the vocabulary lacks.</summary>
    public int? UnknownId => unknownId;

    /// <summary>Gets a value indicating whether characters that the vocabulary lacks become byte tokens.</summary>
    public bool HasByteFallback => hasByteFallback;

    /// <summary>Gets the score of an unknown character.</summary>
    public double UnknownScore { get; } = scores.DefaultIfEmpty().Min() - UnknownPenalty;

    /// <summary>Reads a model of type Unigram.</summary>
    public static new UnigramModel Read(ModelJson json)
    {
        Vocabulary vocabulary = new();
        List<double> scores = [];
        foreach (ModelJson item in json["vocab"].Items())
        {
            ModelJson[] pair = [.. item.Items()];
            if (pair.Length != 2 || !vocabulary.TryAdd(pair[0].AsString(), scores.Count))
            {
                throw item.Error("an entry of a Unigram vocabulary must be a token and its score.");
            }

            scores.Add(pair[1].AsDouble());
        }

        int? unknownId = json.OptionalInteger("unk_id");
        return unknownId is null || (uint)unknownId.Value < (uint)scores.Count
            ? new UnigramModel(vocabulary, scores, unknownId, json.Boolean("byte_fallback", absent: false))
            : throw json.Error($"'unk_id' {unknownId} is out of range.");
    }

    /// <inheritdoc/>
    public override PieceEncoder CreateEncoder() => new UnigramEncoder(this);

    private static TextTrie CreateTrie(Vocabulary vocabulary)
    {
        TextTrie trie = new();
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (vocabulary.Find(id) is { Length: > 0 } token)
            {
                trie.Add(token, id);
            }
        }

        return trie;
    }
}
