using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>One tensor of the KV cache: the keys or the values of one layer, shaped [1, heads, tokens, head size], or both at once.</summary>
internal sealed record KvTensor(string Past, string Present, TensorElementType ElementType, int Heads, int HeadSize)
{
    /// <summary>Gets whether keys and values are in one tensor, shaped [2, 1, heads, tokens, head size].</summary>
    public bool IsCombined { get; init; }

    /// <summary>Gets the bytes that one head needs for one token.</summary>
    public int RowBytes => HeadSize * ElementTypes.SizeOf(ElementType);

    /// <summary>Gets how many blocks of rows the tensor has, one row per token.</summary>
    public int Blocks => IsCombined ? 2 * Heads : Heads;

    public long[] ShapeOf(int tokens) => IsCombined ? [2, 1, Heads, tokens, HeadSize] : [1, Heads, tokens, HeadSize];

    public long ElementsOf(int tokens) => (long)Blocks * tokens * HeadSize;

    public long BytesOf(int tokens) => (long)Blocks * tokens * RowBytes;

    /// <summary>Copies the first rows of every block.</summary>
    /// <remarks>Source and target may be the same memory if the blocks come closer together, as they are copied in order.</remarks>
    /// <param name="source">The memory to copy from.</param>
    /// <param name="sourceRows">The rows from one block of it to the next.</param>
    /// <param name="target">The memory to copy to.</param>
    /// <param name="targetRows">The rows from one block of it to the next.</param>
    /// <param name="rows">The rows to copy of each block.</param>
    public void CopyRows(NativeBuffer source, int sourceRows, NativeBuffer target, int targetRows, int rows)
    {
        for (long block = 0; block < Blocks; block++)
        {
            source.CopyTo(block * sourceRows * RowBytes, target, block * targetRows * RowBytes, (long)rows * RowBytes);
        }
    }
}
