namespace HybridInference.Tool;

/// <summary>How fast a model is with prompts of one length: medians.</summary>
/// <param name="PromptTokens">The tokens of the prompt.</param>
/// <param name="FirstTokenSeconds">The time to the first token.</param>
/// <param name="PromptTokensPerSecond">The speed of the prompt.</param>
/// <param name="TokensPerSecond">The speed of the answer; missing where it has no more than one token.</param>
/// <param name="LimitTokensPerSecond">The speed at which memory gives all that one token needs: weights, keys and values. A model that fits into a cache can be faster.</param>
internal sealed record BenchRow(
    int PromptTokens, double FirstTokenSeconds, double PromptTokensPerSecond, double? TokensPerSecond, double? LimitTokensPerSecond);
