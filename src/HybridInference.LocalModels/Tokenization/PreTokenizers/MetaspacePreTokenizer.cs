namespace HybridInference.LocalModels.Tokenization;

/// <summary>Writes spaces as a visible character and splits before each.</summary>
internal sealed class MetaspacePreTokenizer(MetaspaceOptions options) : PreTokenizer
{
    private readonly SplitPreTokenizer _split =
        new(new LiteralPattern(options.Replacement), SplitBehavior.MergedWithNext, isInverted: false);

    /// <inheritdoc/>
    public override List<TextPiece> Split(List<TextPiece> pieces)
    {
        List<TextPiece> replaced = [.. pieces.Select(Replace)];
        return options.Splits ? _split.Split(replaced) : replaced;
    }

    private TextPiece Replace(TextPiece piece)
    {
        string text = piece.Text.ToString().Replace(" ", options.Replacement, StringComparison.Ordinal);
        bool needsPrefix = options.Scheme == PrependScheme.Always || (options.Scheme == PrependScheme.First && piece.IsFirst);
        bool hasPrefix = text.StartsWith(options.Replacement, StringComparison.Ordinal);
        return piece with { Text = (needsPrefix && !hasPrefix ? options.Replacement + text : text).AsMemory() };
    }
}
