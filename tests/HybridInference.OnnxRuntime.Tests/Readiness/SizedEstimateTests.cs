using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class SizedEstimateTests
{
    [Fact]
    public void Estimate_NothingMeasured_IsUnknown() => Assert.Null(new SizedEstimate().Estimate(10));

    [Fact]
    public void Estimate_LinearTimes_AreFoundBetweenAndBeyondTheSizes() => Gen.Select(Gen.Double[0, 1], Gen.Double[1e-5, 1e-2], Gen.Int[1, 4000]).Sample(
        (fixedTime, perToken, tokens) =>
        {
            var estimate = new SizedEstimate();
            foreach (int size in (int[])[10, 40, 150, 500])
            {
                estimate.Learn(size, fixedTime + (perToken * size));
            }

            Assert.Equal(1, estimate.Estimate(tokens)!.Value / (fixedTime + (perToken * tokens)), 0.25);
        });

    [Fact]
    public void Learn_EverythingBecomesTwiceAsSlow_EstimatesFollowForAllSizes()
    {
        var estimate = new SizedEstimate();
        for (int i = 0; i < 20; i++)
        {
            estimate.Learn(10, 0.010);
            estimate.Learn(1000, 1);
        }

        for (int i = 0; i < 10; i++)
        {
            estimate.Learn(10, 0.020);
        }

        Assert.InRange(estimate.Estimate(1000)!.Value, 1.5, 2.5);
    }

    [Fact]
    public void Learn_OnePause_HardlyCounts()
    {
        var estimate = new SizedEstimate();
        for (int i = 0; i < 30; i++)
        {
            estimate.Learn(100, 0.1);
        }

        estimate.Learn(100, 60);
        for (int i = 0; i < 8; i++)
        {
            estimate.Learn(100, 0.1);
        }

        Assert.InRange(estimate.Estimate(100)!.Value, 0.05, 4);
    }

    [Fact]
    public void Load_SavedMeans_GiveTheSameEstimates()
    {
        var estimate = new SizedEstimate();
        estimate.Learn(10, 0.1);
        estimate.Learn(300, 0.9);
        var copy = new SizedEstimate();

        copy.Load(estimate.Means);

        Assert.Equal(estimate.Estimate(77), copy.Estimate(77));
    }
}
