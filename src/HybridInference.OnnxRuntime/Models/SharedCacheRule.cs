using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime;

/// <summary>Decides whether a graph may read its cache from, and write it to, the same buffer.</summary>
/// <remarks>
/// It may when every cache tensor goes straight into a <c>GroupQueryAttention</c> node and straight out of the same node, because that
/// operator writes new rows in place behind the old ones. <c>past_present_share_buffer</c> of the configuration claims as much, but a
/// folder can be wrong about its graph, so the graph is asked.
/// </remarks>
internal static class SharedCacheRule
{
    private const string GroupQueryAttention = "GroupQueryAttention";

    public static bool Allows(OnnxGraph graph, IReadOnlyList<KvTensor> cache)
    {
        if (cache.Any(tensor => tensor.ElementType is not (TensorElementType.Float or TensorElementType.Float16)))
        {
            return false;
        }

        var pasts = cache.ToDictionary(tensor => tensor.Past, tensor => tensor.Present);
        int updated = 0;
        foreach (OnnxNode node in graph.Nodes)
        {
            foreach (string past in node.Inputs.Where(pasts.ContainsKey))
            {
                if (node.OpType != GroupQueryAttention || !node.Outputs.Contains(pasts[past]))
                {
                    return false;
                }

                updated++;
            }
        }

        return updated == cache.Count;
    }
}
