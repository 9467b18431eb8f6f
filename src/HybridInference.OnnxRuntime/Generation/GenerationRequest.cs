using HybridInference.OnnxRuntime.Grammar;

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
    public bool AllowsDrafts => IsPlainGreedy && Constraint is null && TopLogProbabilities is null;

    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>Gets the form that the answer must have, which comes before <see cref="MinOutputTokens"/>; <see langword="null"/> for any.</summary>
    public TokenConstraint? Constraint { get; init; }

    /// <summary>Gets the special tokens that are part of the text, for who takes the answer apart; null for none.</summary>
    public IReadOnlySet<int>? KeptTokens { get; init; }

    /// <summary>Gets whether the answer goes on with the text that the prompt ends with, so that it does not begin as a text does.</summary>
    public bool ContinuesText { get; init; }

    /// <summary>Gets whether the reader may end the answer before the model does, and so wants each token by itself.</summary>
    public bool MayEndEarly { get; init; }

    /// <summary>Gets how many of the most likely tokens to take down with each chosen one and its probability; null for none of that.</summary>
    public int? TopLogProbabilities { get; init; }
}
