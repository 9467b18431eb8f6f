namespace HybridInference.LocalModels;

/// <summary>The weighted sums of times that were measured for numbers of tokens, from which a line can be fitted.</summary>
/// <param name="Weight">The sum of the weights.</param>
/// <param name="Tokens">The sum of the tokens.</param>
/// <param name="SquaredTokens">The sum of their squares.</param>
/// <param name="Seconds">The sum of the times.</param>
/// <param name="TokenSeconds">The sum of the products of both.</param>
internal readonly record struct TimeSums(double Weight, double Tokens, double SquaredTokens, double Seconds, double TokenSeconds)
{
    /// <summary>Gets whether these are sums of times.</summary>
    public bool IsSound => Weight > 0 && Tokens >= 0 && SquaredTokens >= 0 && Seconds >= 0 && TokenSeconds >= 0 && double.IsFinite(Weight + SquaredTokens + TokenSeconds);

    public TimeSums Plus(double weight, double tokens, double seconds) => new(
        Weight + weight,
        Tokens + (weight * tokens),
        SquaredTokens + (weight * tokens * tokens),
        Seconds + (weight * seconds),
        TokenSeconds + (weight * tokens * seconds));

    public TimeSums Times(double factor) =>
        new(factor * Weight, factor * Tokens, factor * SquaredTokens, factor * Seconds, factor * TokenSeconds);
}
