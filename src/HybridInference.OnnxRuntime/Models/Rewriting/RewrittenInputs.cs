namespace HybridInference.OnnxRuntime;

/// <summary>The names of the inputs that a rewritten graph has and a published one has not.</summary>
internal static class RewrittenInputs
{
    /// <summary>The indexes, among the tokens of a run, of those whose logits are wanted: int64, one dimension, none at all too.</summary>
    public const string LogitRows = "hybrid.logit_rows";

    /// <summary>The index of the last token of each sequence, counted from its beginning: int32, one dimension.</summary>
    public const string LastIndex = "hybrid.last_index";

    /// <summary>The tokens of the longest sequence, with those of the run: int32, no dimension.</summary>
    public const string TotalLength = "hybrid.total_length";
}
