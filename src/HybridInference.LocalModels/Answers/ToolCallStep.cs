namespace HybridInference.LocalModels;

/// <summary>What became of the text after the beginning of a call.</summary>
internal enum ToolCallStep
{
    /// <summary>The call is not complete yet.</summary>
    NeedsMore,

    /// <summary>A call is complete.</summary>
    Call,

    /// <summary>No further call follows.</summary>
    End,

    /// <summary>It is no call.</summary>
    Malformed,
}
