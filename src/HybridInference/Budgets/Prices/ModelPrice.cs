using System.Collections.Immutable;

namespace HybridInference;

/// <summary>What one model costs from a date on.</summary>
/// <remarks>Immutable and thread-safe. A cost is rounded up to a whole micro-unit, once, after everything is added.</remarks>
public sealed class ModelPrice
{
    private const long Million = 1_000_000;

    /// <summary>Initializes the price.</summary>
    /// <param name="model">The model's name, as requests name it.</param>
    /// <param name="rates">What its tokens cost.</param>
    /// <param name="validFrom">The first day, in UTC, on which the price holds; always when <see langword="null"/>.</param>
    /// <param name="perRequest">What each request costs besides its tokens, in micro-units.</param>
    /// <param name="tiers">The rates of long prompts, if they differ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A price is negative or too large, or a tier does not begin above zero tokens.</exception>
    public ModelPrice(
        string model, TokenRates rates, DateOnly? validFrom = null, long perRequest = 0, IEnumerable<PriceTier>? tiers = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentNullException.ThrowIfNull(rates);
        Model = model;
        Rates = rates;
        ValidFrom = validFrom ?? DateOnly.MinValue;
        PerRequest = MicroAmount.Require(perRequest, nameof(perRequest));
        Tiers = [.. (tiers ?? []).OrderBy(tier => tier.AboveInputTokens)];
        rates.ThrowIfInvalid();
        foreach (PriceTier tier in Tiers)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tier.AboveInputTokens, nameof(tiers));
            tier.Rates.ThrowIfInvalid();
        }
    }

    /// <summary>Gets the model's name.</summary>
    public string Model { get; }

    /// <summary>Gets what tokens cost when the prompt is in no tier.</summary>
    public TokenRates Rates { get; }

    /// <summary>Gets the first day, in UTC, on which the price holds.</summary>
    public DateOnly ValidFrom { get; }

    /// <summary>Gets what each request costs besides its tokens, in micro-units.</summary>
    public long PerRequest { get; }

    /// <summary>Gets the rates of long prompts, the shortest first.</summary>
    public ImmutableArray<PriceTier> Tiers { get; }

    /// <summary>Returns what a call cost.</summary>
    /// <param name="usage">The tokens that it used.</param>
    /// <returns>The cost in micro-units, rounded up.</returns>
    /// <exception cref="OverflowException">The cost is larger than a budget can count.</exception>
    public long CostOf(TokenUsage usage)
    {
        TokenUsage tokens = usage.Normalized();
        return Round(RatesFor(tokens.Input).CostOf(tokens));
    }

    /// <summary>Returns the most that a call can cost.</summary>
    /// <param name="inputTokens">The tokens of the prompt.</param>
    /// <param name="maxOutputTokens">The most tokens that the answer may have.</param>
    /// <returns>The cost in micro-units with every token at its dearest, rounded up.</returns>
    /// <exception cref="OverflowException">The cost is larger than a budget can count.</exception>
    public long WorstCase(long inputTokens, long maxOutputTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(maxOutputTokens);
        Int128 worst = WorstCase(Rates, inputTokens, maxOutputTokens);
        foreach (PriceTier tier in Tiers)
        {
            worst = inputTokens > tier.AboveInputTokens ? Int128.Max(worst, WorstCase(tier.Rates, inputTokens, maxOutputTokens)) : worst;
        }

        return Round(worst);
    }

    private static Int128 WorstCase(TokenRates rates, long inputTokens, long maxOutputTokens) =>
        ((Int128)inputTokens * rates.HighestInput) + ((Int128)maxOutputTokens * rates.HighestOutput);

    private TokenRates RatesFor(long inputTokens)
    {
        TokenRates rates = Rates;
        foreach (PriceTier tier in Tiers)
        {
            rates = inputTokens > tier.AboveInputTokens ? tier.Rates : rates;
        }

        return rates;
    }

    private long Round(Int128 millionths)
    {
        Int128 cost = ((millionths + (Million - 1)) / Million) + PerRequest;
        return cost <= MicroAmount.Max
            ? (long)cost
            : throw new OverflowException($"A request to '{Model}' would cost more than {MicroAmount.Max} micro-units, which no budget can count.");
    }
}
