namespace HybridInference.OnnxRuntimeGenAI;

/// <summary>What to generate from.</summary>
/// <param name="Prompt">The tokens of the prompt, at least one.</param>
/// <param name="MaxOutputTokens">The most tokens to generate; together with the prompt they fit into the context.</param>
/// <param name="Settings">How tokens are chosen.</param>
internal sealed record GenAIRequest(ReadOnlyMemory<int> Prompt, int MaxOutputTokens, GeneratorSettings Settings)
{
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>Gets whether the answer goes on with a text that the prompt ends with.</summary>
    public bool ContinuesText { get; init; }

    /// <summary>Gets the special tokens that are part of the text, for who takes the answer apart.</summary>
    public required IReadOnlySet<int> KeptTokens { get; init; }
}
