namespace HybridInference.LocalModels.Tokenization;

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

    /// <summary>Gets whether normalizing may make a token of a text that has none.</summary>
    public bool NormalizesIntoTokens => _normalizer is not null && (Model is UnigramModel || AddedTokens.Tokens.Any(token => token.IsNormalized));

    /// <summary>Adds the ids of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ids">Where the ids are added.</param>
    /// <param name="mark">A character that is not part of the text and across which there is no added token; null where there is none.</param>
    public void Encode(ReadOnlySpan<char> text, List<int> ids, char? mark = null)
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
                EncodeSection(new MarkedText(text[section.Start..section.End].ToString(), mark), section.Start == 0, encoder, ids);
            }
        }
    }

    /// <summary>Gets a text as the model sees it.</summary>
    public string Normalize(string text) => _normalizer?.Normalize(text) ?? text;

    private void EncodeSection(MarkedText text, bool isFirst, PieceEncoder encoder, List<int> ids)
    {
        if (!text.HasMark)
        {
            EncodeNormalized(new MarkedText(Normalize(text.Text), null), isFirst, encoder, ids);
            return;
        }

        string plain = Normalize(text.Plain);
        var marked = new MarkedText(Normalize(text.Text), text.Mark);
        if (marked.Plain == plain)
        {
            EncodeNormalized(marked, isFirst, encoder, ids);
        }
        else
        {
            // The marks are in the way of the normalizer: better no token at all than one across a mark.
            EncodePieces(new TextPiece(plain.AsMemory(), isFirst), encoder, ids);
        }
    }

    private void EncodeNormalized(MarkedText marked, bool isFirst, PieceEncoder encoder, List<int> ids)
    {
        string text = marked.Text;
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
                TextPiece piece = new TextPiece(text.AsMemory(), isFirst).Slice(section.Start, section.End);
                EncodeMarked(piece, marked.Mark, encoder, ids);
            }
        }
    }

    /// <summary>Encodes a piece without its marks, unless the model's own vocabulary makes a special token of that.</summary>
    private void EncodeMarked(TextPiece piece, char? mark, PieceEncoder encoder, List<int> ids)
    {
        if (mark is null || !piece.Text.Span.Contains(mark.Value))
        {
            EncodePieces(piece, encoder, ids);
            return;
        }

        var text = new MarkedText(piece.Text.ToString(), mark);
        string plain = text.Plain;
        int start = ids.Count;
        EncodePieces(new TextPiece(plain.AsMemory(), piece.IsFirst), encoder, ids);
        if (!ids.Skip(start).Any(id => AddedTokens.Find(id) is { IsSpecial: true } token && plain.Contains(token.Content, StringComparison.Ordinal)))
        {
            return;
        }

        ids.RemoveRange(start, ids.Count - start);
        foreach (string part in text.Parts)
        {
            EncodePieces(new TextPiece(part.AsMemory(), piece.IsFirst), encoder, ids);
            piece = piece with { IsFirst = false };
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
