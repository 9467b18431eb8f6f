using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>One tensor of the KV cache: the keys or the values of one layer, shaped [1, heads, tokens, head size].</summary>
internal sealed record KvTensor(string Past, string Present, TensorElementType ElementType, int Heads, int HeadSize)
{
    /// <summary>Gets the bytes that one head needs for one token.</summary>
    public int RowBytes => HeadSize * ElementTypes.SizeOf(ElementType);

    public long[] ShapeOf(int tokens) => [1, Heads, tokens, HeadSize];
}
