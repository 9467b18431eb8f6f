namespace HybridInference.LocalModels.Tokenization;

/// <summary>A piece of text on its way through the pre-tokenizers.</summary>
/// <param name="Text">The characters.</param>
/// <param name="IsFirst">Whether the whole input begins with this piece.</param>
internal readonly record struct TextPiece(ReadOnlyMemory<char> Text, bool IsFirst)
{
    /// <summary>Takes a part of the piece.</summary>
    public TextPiece Slice(int start, int end) => new(Text[start..end], IsFirst && start == 0);
}
