namespace HybridInference.OnnxRuntime;

/// <summary>Changes a graph, while it is loaded, into one that gives the same results with less work.</summary>
internal static class GraphRewriter
{
    /// <summary>Makes the changes whose pattern the graph has exactly, and gives those that were made.</summary>
    public static GraphRewrites Apply(OnnxGraph graph, DecoderConfig names, GraphRewrites wanted)
    {
        // A graph within a node may use any value around it, which the passes do not look for. What is not complete cannot be written.
        if (!graph.IsFlat || !graph.IsComplete)
        {
            return GraphRewrites.None;
        }

        var made = GraphRewrites.None;
        foreach (GraphRewrites rewrite in Enum.GetValues<GraphRewrites>())
        {
            if (wanted.HasFlag(rewrite) && Make(graph, names, rewrite))
            {
                made |= rewrite;
            }
        }

        if (graph.Nodes.Exists(node => node.Domain == CustomOperators.Domain))
        {
            graph.ModelRest.Add(CustomOperators.Import());
        }

        graph.Prune();
        return made;
    }

    private static bool Make(OnnxGraph graph, DecoderConfig names, GraphRewrites rewrite) => rewrite switch
    {
        GraphRewrites.LogitRows => LogitRowsPass.Apply(graph, names.Logits),
        GraphRewrites.SequenceLengths => SequenceLengthsPass.Apply(graph, names.AttentionMask),
        GraphRewrites.PackedProjections => PackedProjectionsPass.Apply(graph),
        GraphRewrites.Int4Products => Int4ProductsPass.Apply(graph),
        GraphRewrites.Attention => AttentionPass.Apply(graph),
        _ => false,
    };
}
