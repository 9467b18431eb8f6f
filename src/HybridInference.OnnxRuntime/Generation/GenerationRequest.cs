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

    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>Gets the form that the answer must have, which comes before <see cref="MinOutputTokens"/>; <see langword="null"/> for any.</summary>
    public TokenConstraint? Constraint { get; init; }
}
