namespace HybridInference.LocalModels.Tokenization;

/// <summary>Splits as GPT-2 does and writes every byte as the character that stands for it.</summary>
internal sealed class ByteLevelPreTokenizer(bool addsPrefixSpace, bool usesPattern) : PreTokenizer
{
    private const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private static readonly SplitPreTokenizer Gpt2Split = new(new RegexPattern(Gpt2Pattern), SplitBehavior.Isolated, isInverted: false);

    /// <summary>Reads a pre-tokenizer of type ByteLevel.</summary>
    public static ByteLevelPreTokenizer Read(ModelJson json) =>
        new(json.Boolean("add_prefix_space", absent: true), json.Boolean("use_regex", absent: true));

    /// <inheritdoc/>
    public override List<TextPiece> Split(List<TextPiece> pieces)
    {
        List<TextPiece> spaced = addsPrefixSpace ? [.. pieces.Select(AddSpace)] : pieces;
        return MapAll(usesPattern ? Gpt2Split.Split(spaced) : spaced);
    }

    private static TextPiece AddSpace(TextPiece piece) =>
        piece.Text.Span is [' ', ..] ? piece : new TextPiece($" {piece.Text.Span}".AsMemory(), piece.IsFirst);

    private static List<TextPiece> MapAll(List<TextPiece> pieces)
    {
        List<TextPiece> mapped = new(pieces.Count);
        foreach (TextPiece piece in pieces)
        {
            char[] characters = new char[System.Text.Encoding.UTF8.GetByteCount(piece.Text.Span)];
            ByteLevelAlphabet.Map(piece.Text.Span, characters);
            mapped.Add(piece with { Text = characters });
        }

        return mapped;
    }
}
