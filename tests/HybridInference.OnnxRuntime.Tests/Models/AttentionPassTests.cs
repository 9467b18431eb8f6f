namespace HybridInference.OnnxRuntime.Tests;

/// <summary>Which attention is left to ONNX Runtime: every kind that our operator does not compute.</summary>
public sealed class AttentionPassTests
{
    [Theory]
    [InlineData("local_window_size", -1, true)]
    [InlineData("local_window_size", 0, false)]
    [InlineData("local_window_size", 128, false)]
    [InlineData("rotary_interleaved", 0, true)]
    [InlineData("rotary_interleaved", 1, false)]
    [InlineData("smooth_softmax", 0, true)]
    [InlineData("smooth_softmax", 1, false)]
    [InlineData("qk_output", 1, false)]
    [InlineData("kv_cache_bit_width", 8, false)]
    [InlineData("k_quant_type", 0, false)]
    public void Apply_Attribute_IsTakenOnlyWhereItChangesNothing(string name, long value, bool expected)
    {
        (OnnxGraph graph, OnnxNode node) = Attention();
        node.Set(name, value);
        Assert.Equal(expected, AttentionPass.Apply(graph));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(50, false)]
    public void Apply_CapOfScores_IsTakenOnlyWhereThereIsNone(float cap, bool expected)
    {
        (OnnxGraph graph, OnnxNode node) = Attention();
        node.Attributes.Add(new OnnxAttribute("softcap", 0, cap, Tensor: null, IsGraph: false, Content: null));
        Assert.Equal(expected, AttentionPass.Apply(graph));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Apply_PositionsBiasSinkOrScale_IsLeftAlone(int input)
    {
        (OnnxGraph graph, OnnxNode node) = Attention();
        node.Inputs.AddRange(Enumerable.Repeat("", input - node.Inputs.Count));
        node.Inputs.Add("x");
        Assert.False(AttentionPass.Apply(graph));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Allows_BiasOfScores_IsNotForSeveralSequences(int input, bool expected)
    {
        (OnnxGraph graph, OnnxNode node) = Attention();
        node.Inputs.AddRange(Enumerable.Repeat("", input - node.Inputs.Count));
        node.Inputs.Add("x");
        Assert.Equal(expected, SeveralSequencesRule.Allows(graph, "mask", []));
    }

    private static (OnnxGraph Graph, OnnxNode Node) Attention()
    {
        OnnxGraph graph = new AttentionCase(Sequences: 1, Tokens: 1, Past: 1, KeyHeads: 1, Group: 2, HeadSize: 32, Pairs: 8, Spare: 0, Seed: 1).ReadGraph();
        return (graph, Assert.Single(graph.Nodes, node => node.OpType == "GroupQueryAttention"));
    }
}
