using CsCheck;
using Microsoft.Extensions.AI;

namespace HybridInference.Tests.Budgets;

public sealed class ModelPriceTests
{
    /// <summary>Three and twelve units per million tokens, cached input a tenth, reasoning dearer than the rest of the answer.</summary>
    private static readonly TokenRates Rates = new(3_000_000, 12_000_000) { CachedInput = 300_000, Reasoning = 15_000_000 };

    [Fact]
    public void CostOf_Subsets_AreNotAdded()
    {
        var price = new ModelPrice("m", Rates, perRequest: 7);

        long cost = price.CostOf(new(Input: 1000, Output: 100, CachedInput: 400, Reasoning: 40));

        Assert.Equal((600 * 3) + 120 + (60 * 12) + (40 * 15) + 7, cost);
    }

    [Fact]
    public void CostOf_PartsOfAMicroUnit_AreRoundedUpOnce()
    {
        var price = new ModelPrice("m", new(Input: 1, Output: 1));

        Assert.Equal(0, price.CostOf(new(0, 0)));
        Assert.Equal(1, price.CostOf(new(1, 1)));
        Assert.Equal(2, price.CostOf(new(1_000_000, 1)));
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 402)]
    [InlineData(1001, 3003)]
    public void CostOf_LongPrompt_HasTheRatesOfItsTier(long input, long cost)
    {
        var price = new ModelPrice(
            "m", new(1_000_000, 0), tiers: [new(1000, new(3_000_000, 0)), new(200, new(2_000_000, 0))]);

        Assert.Equal(cost, price.CostOf(new(input, 0)));
    }

    [Fact]
    public void WorstCase_AnyUsageWithinIt_CostsNoMore() =>
        Gen.Select(Gen.Long[0, 5000], Gen.Long[0, 5000], Gen.Long[0, 5000], Gen.Long[0, 5000]).Sample((input, output, cached, reasoning) =>
        {
            var price = new ModelPrice("m", Rates, perRequest: 3, tiers: [new(1000, new(6_000_000, 9_000_000))]);
            var usage = new TokenUsage(input, output, Math.Min(cached, input), Math.Min(reasoning, output));

            Assert.True(price.CostOf(usage) <= price.WorstCase(input, output));
        });

    [Fact]
    public void CostOf_MoreThanABudgetCanCount_Throws() =>
        Assert.Throws<OverflowException>(() => new ModelPrice("m", Rates).CostOf(new(long.MaxValue, long.MaxValue)));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, long.MaxValue)]
    public void Constructor_NegativeOrTooLarge_IsRefused(long input, long output) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelPrice("m", new(input, output)));

    [Fact]
    public void Usage_SubsetsLargerThanTheirSets_AreCut()
    {
        var details = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5, CachedInputTokenCount = 20, ReasoningTokenCount = 9 };

        Assert.Equal(new TokenUsage(10, 5, 10, 5), TokenUsage.Of(details));
        Assert.Null(TokenUsage.Of(new() { InputTokenCount = 10 }));
    }
}
