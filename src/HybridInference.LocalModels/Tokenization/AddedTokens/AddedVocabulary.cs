namespace HybridInference.LocalModels.Tokenization;

/// <summary>The added tokens of a tokenizer, by id and by content.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<int, AddedToken> _byId = [];
    private readonly Dictionary<string, AddedToken> _byContent = [];
    private readonly HashSet<string> _specialContents = [];

    /// <summary>Initializes the tokens of tokenizer.json and those that only tokenizer_config.json names.</summary>
    public AddedVocabulary(IEnumerable<AddedToken> tokens, IEnumerable<AddedToken> configured, Vocabulary vocabulary)
    {
        foreach (AddedToken token in tokens)
        {
            Add(token, vocabulary);
        }

        foreach (AddedToken token in configured.Where(token => !_byContent.ContainsKey(token.Content)))
        {
            Add(token, vocabulary);
        }
    }

    /// <summary>Gets all tokens.</summary>
    public IReadOnlyCollection<AddedToken> Tokens => _byContent.Values;

    /// <summary>Gets the number that is larger than every id.</summary>
    public int Size { get; private set; }

    /// <summary>Gets the token of an id.</summary>
    public AddedToken? Find(int id) => _byId.GetValueOrDefault(id);

    /// <summary>Gets the token of a content.</summary>
    public AddedToken? Find(string content) => _byContent.GetValueOrDefault(content);

    /// <summary>Gets whether a token's text is that of a special token.</summary>
    public bool IsSpecial(string content) => _specialContents.Contains(content);

    // A token that is also in the model's vocabulary has the id that it has there.
    private void Add(AddedToken token, Vocabulary vocabulary)
    {
        if (token.Content.Length == 0)
        {
            return;
        }

        token = token with { Id = vocabulary.Find(token.Content) ?? token.Id };
        _byId[token.Id] = token;
        _byContent[token.Content] = token;
        Size = Math.Max(Size, token.Id + 1);
        if (token.IsSpecial)
        {
            _specialContents.Add(token.Content);
        }
    }
}
