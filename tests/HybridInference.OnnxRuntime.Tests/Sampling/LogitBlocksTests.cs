using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class LogitBlocksTests
{
    private static readonly Gen<float> Logit = Gen.Frequency((20, Gen.Float[-30, 12]), (2, Gen.Int[-3, 3].Select(value => (float)value)), (1, Gen.Const(float.NegativeInfinity)));

    /// <summary>One finite logit, and any others in several blocks.</summary>
    private static readonly Gen<float[]> Logits = Gen.Select(Gen.Float[-30, 12], Logit.Array[0, 3000], (first, others) => (float[])[first, .. others]);

    private static readonly Gen<float> Temperature = Gen.Float[0.05f, 3];

    [Fact]
    public void SumAbove_AnyLogits_EqualsTheSumOfExponentials() =>
        Gen.Select(Logits, Temperature, Gen.Int[0, 2999]).Sample((logits, temperature, place) =>
        {
            float threshold = logits[place % logits.Length];
            var blocks = new LogitBlocks();
            Assert.True(blocks.TryRead(logits, temperature));

            double sum = blocks.SumAbove(logits, threshold);

            Assert.Equal(logits.Max(), blocks.Largest);
            double expected = logits.Where(logit => logit > threshold).Sum(logit => Math.Exp((logit - logits.Max()) / (double)temperature));
            Assert.InRange(sum, expected * (1 - 1e-5) - 1e-37, expected * (1 + 1e-5) + 1e-37);
        });

    [Fact]
    public void Find_AnyTarget_GivesTheTokenWithWhichTheSumPassesIt() =>
        Gen.Select(Logits, Temperature, Gen.Double[0, 1]).Sample((logits, temperature, fraction) =>
        {
            var blocks = new LogitBlocks();
            blocks.TryRead(logits, temperature);
            double sum = blocks.SumAbove(logits, float.NegativeInfinity);

            int token = blocks.Find(logits, fraction * sum);

            double[] weights = [.. logits.Select(logit => Math.Exp((logit - logits.Max()) / (double)temperature))];
            double before = weights.Take(token).Sum();
            Assert.InRange(fraction * sum, before - (1e-5 * sum), before + weights[token] + (1e-5 * sum));
            Assert.True(weights[token] > 0);
        });

    [Fact]
    public void Find_LogitsBelowTheThreshold_AreNeverDrawn() =>
        Gen.Select(Logits, Gen.Int[0, 2999], Gen.Double[0, 1]).Sample((logits, place, fraction) =>
        {
            float threshold = logits[place % logits.Length];
            var blocks = new LogitBlocks();
            blocks.TryRead(logits, temperature: 1);
            double sum = blocks.SumAbove(logits, threshold);

            Assert.True(sum == 0 || logits[blocks.Find(logits, fraction * sum)] > threshold);
        });

    [Fact]
    public void TryRead_AnyPlaceHasNoNumber_SaysSo() => Gen.Select(Logits, Gen.Int[0, 2999]).Sample((logits, place) =>
    {
        logits[place % logits.Length] = float.NaN;

        Assert.False(new LogitBlocks().TryRead(logits, temperature: 1));
    });

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-45f)]
    public void SumAbove_HardlyAnyTemperature_CountsTheLargestOnly(float temperature)
    {
        float[] logits = [1, 5, 5, 4.99f];
        var blocks = new LogitBlocks();
        blocks.TryRead(logits, temperature);

        Assert.Equal(2, blocks.SumAbove(logits, float.NegativeInfinity), 1e-5);
    }

    [Fact]
    public void SumAbove_LogitsAreImpossible_AreNotCounted()
    {
        float[] logits = [.. Enumerable.Repeat(float.NegativeInfinity, 2000), 3];
        var blocks = new LogitBlocks();
        blocks.TryRead(logits, temperature: 1);

        Assert.Equal(1, blocks.SumAbove(logits, float.NegativeInfinity), 1e-5);
        Assert.Equal(2000, blocks.Find(logits, 0));
    }
}
