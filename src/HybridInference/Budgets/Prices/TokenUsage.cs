using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>The tokens that one call used.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Input">The tokens of the prompt, cached ones included.</param>
/// <param name="Output">The tokens of the answer, reasoning included.</param>
/// <param name="CachedInput">Those of <paramref name="Input"/> that came from the provider's cache: a subset, not an addition.</param>
/// <param name="Reasoning">Those of <paramref name="Output"/> that were reasoning: a subset, not an addition.</param>
public readonly record struct TokenUsage(long Input, long Output, long CachedInput = 0, long Reasoning = 0)
{
    /// <summary>Reads the tokens off what a provider reported.</summary>
    /// <param name="usage">What the provider reported.</param>
    /// <returns>The tokens, or <see langword="null"/> when the provider did not tell both the prompt's and the answer's.</returns>
    public static TokenUsage? Of(UsageDetails? usage) =>
        usage is { InputTokenCount: { } input, OutputTokenCount: { } output }
            ? new TokenUsage(input, output, usage.CachedInputTokenCount ?? 0, usage.ReasoningTokenCount ?? 0).Normalized()
            : null;

    /// <summary>Returns the usage with its subsets inside their sets and nothing negative, whatever a provider reports.</summary>
    internal TokenUsage Normalized()
    {
        long input = Math.Max(0, Input);
        long output = Math.Max(0, Output);
        return new(input, output, Math.Clamp(CachedInput, 0, input), Math.Clamp(Reasoning, 0, output));
    }
}
