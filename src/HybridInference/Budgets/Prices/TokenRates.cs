namespace HybridInference;

/// <summary>What tokens cost, in micro-units per million tokens.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Input">A million tokens of the prompt.</param>
/// <param name="Output">A million tokens of the answer.</param>
public sealed record TokenRates(long Input, long Output)
{
    /// <summary>Gets the price of a million tokens of the prompt that came from the provider's cache.</summary>
    /// <value>The default is <see langword="null"/>: the price of every other token of the prompt.</value>
    public long? CachedInput { get; init; }

    /// <summary>Gets the price of a million tokens of reasoning.</summary>
    /// <value>The default is <see langword="null"/>: the price of every other token of the answer.</value>
    public long? Reasoning { get; init; }

    internal long HighestInput => Math.Max(Input, CachedInput ?? 0);

    internal long HighestOutput => Math.Max(Output, Reasoning ?? 0);

    /// <summary>Returns the cost in millionths of a micro-unit.</summary>
    internal Int128 CostOf(TokenUsage usage) =>
        ((Int128)(usage.Input - usage.CachedInput) * Input)
        + ((Int128)usage.CachedInput * (CachedInput ?? Input))
        + ((Int128)(usage.Output - usage.Reasoning) * Output)
        + ((Int128)usage.Reasoning * (Reasoning ?? Output));

    internal void ThrowIfInvalid()
    {
        MicroAmount.Require(Input, nameof(Input));
        MicroAmount.Require(Output, nameof(Output));
        MicroAmount.Require(CachedInput ?? 0, nameof(CachedInput));
        MicroAmount.Require(Reasoning ?? 0, nameof(Reasoning));
    }
}
