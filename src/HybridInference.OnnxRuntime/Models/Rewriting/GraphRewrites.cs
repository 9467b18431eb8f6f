namespace HybridInference.OnnxRuntime;

/// <summary>The changes that are made to a graph while it is loaded. None changes what it computes, but for the order of a few additions.</summary>
[Flags]
internal enum GraphRewrites
{
    None = 0,

    /// <inheritdoc cref="LogitRowsPass"/>
    LogitRows = 1,

    /// <inheritdoc cref="SequenceLengthsPass"/>
    SequenceLengths = 2,

    /// <inheritdoc cref="PackedProjectionsPass"/>
    PackedProjections = 4,

    /// <inheritdoc cref="Int4ProductsPass"/>
    Int4Products = 8,

    /// <inheritdoc cref="AttentionPass"/>
    Attention = 16,

    All = LogitRows | SequenceLengths | PackedProjections | Int4Products | Attention,
}
