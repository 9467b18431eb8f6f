namespace HybridInference.LocalModels.Tokenization;

/// <summary>What becomes of the parts of a text that match a pattern.</summary>
internal enum SplitBehavior
{
    /// <summary>They are dropped.</summary>
    Removed,

    /// <summary>Each is a piece.</summary>
    Isolated,

    /// <summary>Each joins the text before it.</summary>
    MergedWithPrevious,

    /// <summary>Each joins the text after it.</summary>
    MergedWithNext,

    /// <summary>Neighbouring matches are one piece.</summary>
    Contiguous,
}
