namespace HybridInference.LocalModels.Tokenization;

/// <summary>A <c>pre_tokenizer</c> of a tokenizer.json: splits text into pieces, which tokens never cross.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Splits each piece; a piece of no characters is left out.</summary>
    public abstract List<TextPiece> Split(List<TextPiece> pieces);
}
