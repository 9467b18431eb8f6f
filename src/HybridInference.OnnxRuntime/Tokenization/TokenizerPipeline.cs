namespace HybridInference.OnnxRuntime.Tokenization;

/// <summary>The stages of a tokenizer.json: added tokens, normalizer, pre-tokenizer, model; and the decoder for the way back.</summary>
internal sealed class TokenizerPipeline
{
    private readonly Normalizer? _normalizer;
    private readonly PreTokenizer? _preTokenizer;
    private readonly AddedTokenSplitter _rawTokens;
    private readonly AddedTokenSplitter _normalizedTokens;

    private TokenizerPipeline(ModelJson json, IReadOnlyList<AddedToken> configuredTokens)
    {
        Model = TokenModel.Read(json["model"]);
        Decoding = TokenDecoding.Read(json["decoder"]);
        _normalizer = json["normalizer"] is { IsNull: false } normalizer ? NormalizerReader.Read(normalizer) : null;
        _preTokenizer = json["pre_tokenizer"] is { IsNull: false } preTokenizer ? PreTokenizerReader.Read(preTokenizer) : null;
        ModelJson list = json["added_tokens"];
        IEnumerable<AddedToken> tokens = list.IsNull ? [] : list.Items().Select(item => AddedToken.Read(item));
        AddedTokens = new AddedVocabulary(tokens, configuredTokens, Model.Vocabulary);
        ILookup<bool, AddedToken> byNormalized = AddedTokens.Tokens.ToLookup(token => token.IsNormalized);
        _rawTokens = new AddedTokenSplitter(byNormalized[false].Select(token => (token, token.Content)));
        _normalizedTokens = new AddedTokenSplitter(byNormalized[true].Select(token => (token, Normalize(token.Content))));
    }

    /// <summary>Gets the model.</summary>
    public TokenModel Model { get; }

    /// <summary>Gets the added tokens.</summary>
    public AddedVocabulary AddedTokens { get; }

    /// <summary>Gets the decoder.</summary>
    public TokenDecoding Decoding { get; }

    /// <summary>Reads a tokenizer.json.</summary>
    public static TokenizerPipeline Read(ModelJson json, IReadOnlyList<AddedToken> configuredTokens) => new(json, configuredTokens);

    /// <summary>Gets the token of an id, or null where there is none.</summary>
    public string? FindToken(int id) => AddedTokens.Find(id)?.Content ?? Model.Vocabulary.Find(id);

    /// <summary>Adds the ids of a text.</summary>
    public void Encode(ReadOnlySpan<char> text, List<int> ids)
    {
        PieceEncoder encoder = Model.CreateEncoder();
        List<TextSection> sections = [];
        _rawTokens.Split(text, sections);
        foreach (TextSection section in sections)
        {
            if (section.Token is { } token)
            {
                ids.Add(token.Id);
            }
            else
            {
                string normalized = Normalize(text[section.Start..section.End].ToString());
                EncodeNormalized(normalized, section.Start == 0, encoder, ids);
            }
        }
    }

    private string Normalize(string text) => _normalizer?.Normalize(text) ?? text;

    private void EncodeNormalized(string text, bool isFirst, PieceEncoder encoder, List<int> ids)
    {
        List<TextSection> sections = [];
        _normalizedTokens.Split(text, sections);
        foreach (TextSection section in sections)
        {
            if (section.Token is { } token)
            {
                ids.Add(token.Id);
            }
            else
            {
                EncodePieces(new TextPiece(text.AsMemory(), isFirst).Slice(section.Start, section.End), encoder, ids);
            }
        }
    }

    private void EncodePieces(TextPiece text, PieceEncoder encoder, List<int> ids)
    {
        List<TextPiece> pieces = [text];
        foreach (TextPiece piece in _preTokenizer?.Split(pieces) ?? pieces)
        {
            encoder.Encode(piece.Text.Span, ids);
        }
    }
}
