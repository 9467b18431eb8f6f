using HybridInference.OnnxModels;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>
/// A decoder whose answers can be computed by hand. Its cache holds the tokens themselves (modulo 4, so that float16 counts exactly) and
/// grows by concatenation.
/// </summary>
public sealed record ToyGraph
{
    public const int VocabularySize = 300;

    /// <summary>Gets the type of ids, mask and positions.</summary>
    public TensorElementType IntegerType { get; init; } = TensorElementType.Int64;

    /// <summary>Gets the type of cache and logits.</summary>
    public TensorElementType FloatType { get; init; } = TensorElementType.Float;

    public bool HasPositionIds { get; init; }

    public bool HasAttentionMask { get; init; } = true;

    /// <summary>Gets whether the logits have the last token's row only.</summary>
    public bool IsPruned { get; init; }

    /// <summary>Gets whether the caller says of how many rows it wants the logits.</summary>
    public bool HasNumLogitsToKeep { get; init; }

    /// <summary>Gets whether keys and values are one tensor named like those of GPT-2.</summary>
    public bool HasCombinedCache { get; init; }

    /// <summary>Gets the name of one more input, which no engine feeds.</summary>
    public string? StrangeInput { get; init; }

    /// <summary>Gets the logit of the token that follows; the others have 0.</summary>
    public float Peak { get; init; } = 10;

    public int Layers { get; init; } = 2;

    /// <summary>Gets the token that follows after n tokens, at index n - 1; without it, it depends on the sum of all tokens so far.</summary>
    public int[]? Script { get; init; }

    /// <summary>Computes by hand what the graph without a script makes of a prompt.</summary>
    public int[] Continue(IReadOnlyList<int> prompt, int count)
    {
        var tokens = new List<int>(prompt);
        while (tokens.Count < prompt.Count + count)
        {
            int last = tokens.Count - 1;
            tokens.Add((7 * tokens.Sum(token => token % 4) + last + (HasPositionIds ? last : 0)) % VocabularySize);
        }

        return [.. tokens.Skip(prompt.Count)];
    }

    public byte[] Build()
    {
        var graph = new OnnxGraphBuilder();
        string ids = graph.Cast(graph.Input("input_ids", IntegerType, -1, -2), TensorElementType.Int64);
        _ = HasAttentionMask ? graph.Input("attention_mask", IntegerType, -1, -3) : null;
        _ = StrangeInput is null ? null : graph.Input(StrangeInput, TensorElementType.Float, -1);
        string present = AddCache(graph, ids);

        string total = graph.Node("Shape", [present], null, ("start", 2), ("end", 3));
        string length = graph.Node("Shape", [ids], null, ("start", 1), ("end", 2));
        string begin = graph.Node("Sub", [total, length]);
        string indexes = graph.Node("Range", [Squeeze(graph, begin), Squeeze(graph, total), graph.Scalar(1)]);
        string next = Script is null ? AddSum(graph, present, begin, total, indexes) : AddScript(graph, indexes, Script);
        AddLogits(graph, next);
        return graph.Build();
    }

    private string AddCache(OnnxGraphBuilder graph, string ids)
    {
        string kept = graph.Cast(graph.Node("Mod", [ids, graph.Scalar(4)]), FloatType);
        string rows = graph.Node("Unsqueeze", [kept, graph.Constant(1, 3)]);
        string present = "";
        for (int layer = 0; layer < Layers; layer++)
        {
            present = HasCombinedCache ? AddCombinedLayer(graph, rows, layer) : AddLayer(graph, rows, layer);
        }

        return present;
    }

    private string AddLayer(OnnxGraphBuilder graph, string rows, int layer)
    {
        string present = "";
        foreach (string part in (string[])["key", "value"])
        {
            string past = graph.Input($"past_key_values.{layer}.{part}", FloatType, -1, 1, -4, 1);
            present = graph.Node("Concat", [past, rows], $"present.{layer}.{part}", ("axis", 2));
            graph.Output(present, FloatType, -1, 1, -3, 1);
        }

        return present;
    }

    /// <summary>Adds a layer with keys and values in one tensor, and gives its values alone.</summary>
    private string AddCombinedLayer(OnnxGraphBuilder graph, string rows, int layer)
    {
        string row = graph.Node("Unsqueeze", [rows, graph.Constant(0)]);
        string both = graph.Node("Concat", [graph.Node("Sub", [row, row]), row], null, ("axis", 0));
        string past = graph.Input($"past_{layer}", FloatType, 2, -1, 1, -4, 1);
        string present = graph.Node("Concat", [past, both], $"present_{layer}", ("axis", 3));
        graph.Output(present, FloatType, 2, -1, 1, -3, 1);
        return graph.Node("Squeeze", [graph.Node("Slice", [present, graph.Constant(1), graph.Constant(2), graph.Constant(0)]), graph.Constant(0)]);
    }

    private static string AddScript(OnnxGraphBuilder graph, string indexes, int[] script) =>
        graph.Node("Gather", [graph.Constant([.. script.Select(token => (long)token)]), indexes]);

    private string AddSum(OnnxGraphBuilder graph, string present, string begin, string total, string indexes)
    {
        string sums = graph.Node("CumSum", [graph.Cast(present, TensorElementType.Float), graph.Scalar(2)]);
        string rows = graph.Node("Slice", [sums, begin, total, graph.Constant(2)]);
        string flat = graph.Cast(graph.Node("Reshape", [rows, graph.Constant(-1)]), TensorElementType.Int64);
        string sum = graph.Node("Add", [graph.Node("Mul", [flat, graph.Scalar(7)]), indexes]);
        if (HasPositionIds)
        {
            string positions = graph.Cast(graph.Input("position_ids", IntegerType, -1, -2), TensorElementType.Int64);
            sum = graph.Node("Add", [sum, graph.Node("Reshape", [positions, graph.Constant(-1)])]);
        }

        return graph.Node("Mod", [sum, graph.Scalar(VocabularySize)]);
    }

    private void AddLogits(OnnxGraphBuilder graph, string next)
    {
        string oneHot = graph.Node("OneHot", [next, graph.Scalar(VocabularySize), graph.Floats(0, Peak)]);
        string logits = graph.Node("Unsqueeze", [oneHot, graph.Constant(0)]);
        if (IsPruned)
        {
            logits = graph.Node("Slice", [logits, graph.Constant(-1), graph.Constant(int.MaxValue), graph.Constant(1)]);
        }

        if (HasNumLogitsToKeep)
        {
            string first = graph.Node("Neg", [graph.Node("Reshape", [graph.Input("num_logits_to_keep", TensorElementType.Int64), graph.Constant(1)])]);
            logits = graph.Node("Slice", [logits, first, graph.Constant(int.MaxValue), graph.Constant(1)]);
        }

        graph.Cast(logits, FloatType, "logits");
        graph.Output("logits", FloatType, -1, IsPruned ? 1 : -2, VocabularySize);
    }

    private static string Squeeze(OnnxGraphBuilder graph, string vector) => graph.Node("Squeeze", [vector, graph.Constant(0)]);
}
