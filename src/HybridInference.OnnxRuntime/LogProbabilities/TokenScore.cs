namespace HybridInference.OnnxRuntime;

/// <summary>How likely a token was.</summary>
/// <param name="Token">The id.</param>
/// <param name="LogProbability">The natural logarithm of its probability.</param>
/// <param name="Top">The most likely tokens at the same place, best first.</param>
internal readonly record struct TokenScore(int Token, double LogProbability, TokenScore[] Top)
{
    /// <summary>Puts the texts of the tokens to it.</summary>
    public TokenLogProbability Describe(ModelTokenizer tokenizer) =>
        new(Token, tokenizer.GetText(Token), LogProbability) { Top = [.. Top.Select(score => score.Describe(tokenizer))] };
}
