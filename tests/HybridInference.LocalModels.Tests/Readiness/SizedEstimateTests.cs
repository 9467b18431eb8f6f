using CsCheck;

namespace HybridInference.LocalModels.Tests;

public sealed class SizedEstimateTests
{
    [Fact]
    public void Estimate_NothingMeasured_IsUnknown() => Assert.Null(new SizedEstimate(isRelative: true).Estimate(10));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Estimate_LinearTimes_AreFoundBetweenAndBeyondTheSizes(bool isRelative) => Gen.Select(Gen.Double[0, 1], Gen.Double[1e-5, 1e-2], Gen.Int[1, 4000]).Sample(
        (fixedTime, perToken, tokens) =>
        {
            var estimate = new SizedEstimate(isRelative);
            foreach (int size in (int[])[10, 40, 150, 500])
            {
                estimate.Learn(size, fixedTime + (perToken * size));
            }

            Assert.Equal(1, estimate.Estimate(tokens)!.Value / (fixedTime + (perToken * tokens)), 0.01);
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Estimate_OneSizeOnly_HoldsForAllSizes(bool isRelative)
    {
        var estimate = new SizedEstimate(isRelative);
        estimate.Learn(100, 0.3);
        estimate.Learn(100, 0.3);

        Assert.Equal(0.3, estimate.Estimate(7)!.Value, 6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Learn_EverythingBecomesTwiceAsSlow_EstimatesFollow(bool isRelative)
    {
        var estimate = new SizedEstimate(isRelative);
        LearnMany(estimate, count: 100, factor: 1);
        Assert.Equal(0.110, estimate.Estimate(100)!.Value, 3);

        LearnMany(estimate, count: 100, factor: 2);

        Assert.InRange(estimate.Estimate(100)!.Value, 0.18, 0.23);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(60, true)]
    [InlineData(1e-6, false)]
    [InlineData(1e-6, true)]
    public void Learn_OneTimeFarOff_HardlyCounts(double seconds, bool isRelative)
    {
        var estimate = new SizedEstimate(isRelative);
        LearnMany(estimate, count: 100, factor: 1);

        estimate.Learn(100, seconds);
        LearnMany(estimate, count: 5, factor: 1);

        Assert.InRange(estimate.Estimate(100)!.Value, 0.08, 0.14);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Estimate_AnyTimes_AreNeverNegative(bool isRelative) => Gen.Select(Gen.Select(Gen.Int[0, 5000], Gen.Double[0, 10]).Array[1, 50], Gen.Int[0, 100_000]).Sample(
        (times, tokens) =>
        {
            var estimate = new SizedEstimate(isRelative);
            foreach ((int size, double seconds) in times)
            {
                estimate.Learn(size, seconds);
            }

            double? found = estimate.Estimate(tokens);
            Assert.True(found is >= 0 && double.IsFinite(found.Value), $"{found}");
        });

    /// <summary>10 ms and 1 ms per token, for sizes from 10 to 200.</summary>
    private static void LearnMany(SizedEstimate estimate, int count, double factor)
    {
        for (int i = 0; i < count; i++)
        {
            int tokens = 10 + (i * 37 % 190);
            estimate.Learn(tokens, factor * (0.010 + (0.001 * tokens)));
        }
    }
}
