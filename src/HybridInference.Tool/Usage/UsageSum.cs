namespace HybridInference.Tool;

/// <summary>What the attempts of one group used and cost together.</summary>
/// <param name="Group">What the attempts are grouped by.</param>
/// <param name="Key">The group.</param>
/// <param name="Currency">The currency of the amounts.</param>
/// <param name="Attempts">How many attempts.</param>
/// <param name="Estimated">For how many of them the tokens or the cost are an estimate.</param>
/// <param name="Unpriced">For how many of them the cost is not known.</param>
/// <param name="InputTokens">The tokens of their prompts, as far as they are known.</param>
/// <param name="OutputTokens">The tokens of their answers, as far as they are known.</param>
/// <param name="Spent">What they cost, in units of the currency.</param>
/// <param name="Saved">What the local ones would have cost remotely, in units of the currency.</param>
internal sealed record UsageSum(
    string Group,
    string Key,
    string Currency,
    int Attempts,
    int Estimated,
    int Unpriced,
    long InputTokens,
    long OutputTokens,
    decimal Spent,
    decimal Saved);
