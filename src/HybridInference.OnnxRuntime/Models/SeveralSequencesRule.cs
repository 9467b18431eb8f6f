namespace HybridInference.OnnxRuntime;

/// <summary>Decides whether one run of a graph may serve several sequences of different lengths.</summary>
/// <remarks>
/// It may when the attention takes a length for each sequence, which <c>GroupQueryAttention</c> does, and the mask is only counted, so that
/// zeros on the right of a shorter sequence make it shorter and nothing else. What is added to the scores may be made for one length.
/// </remarks>
internal static class SeveralSequencesRule
{
    private const int AttentionBias = 10;

    /// <param name="graph">A graph whose attention is <c>GroupQueryAttention</c> throughout.</param>
    /// <param name="attentionMask">The name of the mask.</param>
    /// <param name="cache">The tensors of the cache.</param>
    public static bool Allows(OnnxGraph graph, string attentionMask, IReadOnlyList<KvTensor> cache) =>
        cache.All(tensor => !tensor.IsCombined)
        && graph.Nodes.TrueForAll(node => node.OpType != "GroupQueryAttention" || node.InputAt(AttentionBias).Length == 0)
        && graph.Nodes.Where(node => node.Inputs.Contains(attentionMask)).All(node => node.OpType is "ReduceSum" or "Shape");
}
