namespace HybridInference.LocalModels;

/// <summary>What was measured of one request.</summary>
/// <param name="InputTokens">The tokens of the prompt.</param>
/// <param name="CachedTokens">Those of them that did not have to be computed.</param>
/// <param name="OutputTokens">The tokens of the answer.</param>
/// <param name="HasEnded">Whether the answer ended by itself, and not at a limit.</param>
/// <param name="FirstToken">The time until the first of them.</param>
/// <param name="Rest">The time from there to the end.</param>
internal readonly record struct RequestTimes(int InputTokens, int CachedTokens, int OutputTokens, bool HasEnded, TimeSpan FirstToken, TimeSpan Rest)
{
    public int ComputedTokens => InputTokens - CachedTokens;
}
