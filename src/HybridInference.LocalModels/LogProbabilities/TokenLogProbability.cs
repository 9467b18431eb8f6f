namespace HybridInference.LocalModels;

/// <summary>How likely a token was, as the model itself sees it: before penalties, temperature and limits.</summary>
/// <param name="Id">The id of the token.</param>
/// <param name="Token">The text of the token; U+FFFD for bytes that are not a whole character.</param>
/// <param name="LogProbability">The natural logarithm of its probability.</param>
public sealed record TokenLogProbability(int Id, string Token, double LogProbability)
{
    /// <summary>Gets the most likely tokens at the same place, best first; empty for an entry of such a list.</summary>
    public IReadOnlyList<TokenLogProbability> Top { get; init; } = [];
}
