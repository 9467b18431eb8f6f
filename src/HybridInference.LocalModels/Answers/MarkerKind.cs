namespace HybridInference.LocalModels;

/// <summary>What a marker in an answer begins or ends.</summary>
internal enum MarkerKind
{
    /// <summary>What the model thinks before it answers.</summary>
    Reasoning,

    /// <summary>The end of what the model thinks.</summary>
    ReasoningEnd,

    /// <summary>A call of a tool, or a list of calls.</summary>
    Call,

    /// <summary>The end of a call.</summary>
    CallEnd,
}
