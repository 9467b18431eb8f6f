namespace HybridInference;

/// <summary>The rates of requests whose prompt is long. They apply to all tokens of such a request.</summary>
/// <param name="AboveInputTokens">The tier applies to prompts of more tokens than this.</param>
/// <param name="Rates">The rates.</param>
public sealed record PriceTier(long AboveInputTokens, TokenRates Rates);
