namespace HybridInference.OnnxRuntime;

/// <summary>What the graph of a decoder takes and gives, as the graph says it.</summary>
internal sealed record DecoderSignature
{
    public required TokenInput InputIds { get; init; }

    public required TokenInput? AttentionMask { get; init; }

    public required TokenInput? PositionIds { get; init; }

    /// <summary>Gets the scalar input that says how many rows of logits to compute, if there is one.</summary>
    public required TokenInput? NumLogitsToKeep { get; init; }

    /// <summary>Gets the input of a rewritten graph that says which rows of logits to compute.</summary>
    public required TokenInput? LogitRows { get; init; }

    /// <summary>Gets the input of a rewritten graph that has the index of the last token.</summary>
    public required TokenInput? LastIndex { get; init; }

    /// <summary>Gets the input of a rewritten graph that has the number of all tokens.</summary>
    public required TokenInput? TotalLength { get; init; }

    public required LogitsOutput Logits { get; init; }

    public required IReadOnlyList<KvTensor> Cache { get; init; }

    /// <summary>Gets whether past and present may be the same buffer, which the attention then updates in place.</summary>
    public required bool SharesCache { get; init; }
}
