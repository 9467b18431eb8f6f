namespace HybridInference.LocalModels.Tokenization;

/// <summary>Applies pre-tokenizers one after the other.</summary>
internal sealed class SequencePreTokenizer(IReadOnlyList<PreTokenizer> preTokenizers) : PreTokenizer
{
    /// <inheritdoc/>
    public override List<TextPiece> Split(List<TextPiece> pieces) =>
        preTokenizers.Aggregate(pieces, (current, preTokenizer) => preTokenizer.Split(current));
}
