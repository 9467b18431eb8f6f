using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>A piece of an answer.</summary>
/// <param name="Text">Complete characters; empty where a token completes none. Of such pieces only the last one reaches the reader.</param>
/// <param name="OutputTokens">The tokens generated so far, with the one that ends the answer.</param>
/// <param name="FinishReason">Why the answer ends, in the last piece only.</param>
/// <param name="CachedTokens">The tokens of the prompt that did not have to be computed.</param>
/// <param name="LogProbabilities">How likely the tokens since the last piece were, where that was asked for.</param>
/// <param name="Times">When the tokens were generated.</param>
internal readonly record struct GeneratedPiece(
    string Text,
    int OutputTokens,
    ChatFinishReason? FinishReason = null,
    int CachedTokens = 0,
    List<TokenLogProbability>? LogProbabilities = null,
    TokenTimes Times = default);
