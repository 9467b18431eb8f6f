namespace HybridInference.OnnxRuntime;

/// <summary>What to generate from.</summary>
internal sealed record GenerationRequest
{
    /// <summary>Gets the ids of the prompt, at least one.</summary>
    public required ReadOnlyMemory<int> Prompt { get; init; }

    /// <summary>Gets the most tokens to generate; together with the prompt they fit into the context.</summary>
    public required int MaxOutputTokens { get; init; }

    /// <summary>Gets the tokens to generate at least, before which no token ends the answer.</summary>
    public int MinOutputTokens { get; init; }

    public required SamplingSettings Sampling { get; init; }

    /// <summary>Gets whether the tokens are those with the greatest logits, which nothing changes.</summary>
    public bool IsPlainGreedy => Sampling.IsGreedy && !Sampling.HasPenalties;

    /// <summary>Gets whether tokens may be chosen ahead of those that are given out, from a run over several.</summary>
    public bool AllowsDrafts => IsPlainGreedy;

    public IReadOnlyList<string> StopSequences { get; init; } = [];
}
