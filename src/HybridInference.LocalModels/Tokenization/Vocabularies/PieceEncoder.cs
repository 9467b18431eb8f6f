namespace HybridInference.LocalModels.Tokenization;

/// <summary>Encodes the pieces of one text.</summary>
internal abstract class PieceEncoder
{
    /// <summary>Adds the ids of a piece.</summary>
    public abstract void Encode(ReadOnlySpan<char> piece, List<int> ids);
}
