namespace HybridInference.OnnxRuntime.Tests;

public sealed class SamplerTests
{
    private static readonly float[] Logits = [0, 1, 3, 2, -1, 3, 2.5f, float.NegativeInfinity];

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(1f, 1)]
    public void Next_Greedy_TakesTheFirstMaximum(float temperature, int topK)
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = temperature, TopK = topK, Seed = 9 }, []);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(2, sampler.Next([.. Logits]));
        }
    }

    [Fact]
    public void Next_TemperatureOnly_FollowsTheSoftmax() =>
        AssertDistribution(new SamplingSettings { Temperature = 0.7f }, Softmax(Logits, 0.7));

    [Fact]
    public void Next_TopK_FollowsTheSoftmaxOfTheMostLikely() =>
        AssertDistribution(new SamplingSettings { Temperature = 1.3f, TopK = 3 }, Softmax(Keep(2, 5, 6), 1.3));

    [Fact]
    public void Next_TopKCutsThroughEquals_KeepsTheFirst() =>
        AssertDistribution(new SamplingSettings { TopK = 2 }, Softmax([float.NegativeInfinity, 0, 0, float.NegativeInfinity], 1), [-1, 0, 0, 0]);

    [Fact]
    public void Next_TopKOfTheWholeVocabulary_LeavesNothingOut() =>
        AssertDistribution(new SamplingSettings { TopK = 100 }, Softmax(Logits, 1));

    [Fact]
    public void Next_TopP_KeepsTheFewestTokensThatReachIt()
    {
        // 2 and 5 have 0.315 each, 6 has 0.191: 0.820 together; without 6 only 0.629.
        AssertDistribution(new SamplingSettings { TopP = 0.65f }, Softmax(Keep(2, 5, 6), 1));
        AssertDistribution(new SamplingSettings { TopP = 0.62f }, Softmax(Keep(2, 5), 1));
    }

    [Fact]
    public void Next_TopPIsZero_TakesTheMostLikely() =>
        AssertDistribution(new SamplingSettings { TopP = 0 }, Softmax([float.NegativeInfinity, 1], 1), [0, 1]);

    [Fact]
    public void Next_TopKAndTopP_ApplyOneAfterTheOther() =>
        AssertDistribution(new SamplingSettings { TopK = 4, TopP = 0.75f }, Softmax(Keep(2, 5, 6), 1));

    [Fact]
    public void Next_MinP_KeepsTokensNearTheMostLikely()
    {
        // exp(2.5 - 3) = 0.607, exp(2 - 3) = 0.368.
        AssertDistribution(new SamplingSettings { MinP = 0.4f }, Softmax(Keep(2, 5, 6), 1));
        AssertDistribution(new SamplingSettings { MinP = 0.4f, TopK = 7 }, Softmax(Keep(2, 5, 6), 1));
    }

    /// <summary>More tokens than are looked at first, from steep to flat.</summary>
    [Theory]
    [InlineData(0.05, 1f, 0f)]
    [InlineData(0.001, 1f, 0f)]
    [InlineData(0.05, 0.9f, 0f)]
    [InlineData(0.02, 0.9f, 0f)]
    [InlineData(0.001, 0.5f, 0f)]
    [InlineData(0.05, 1f, 0.01f)]
    [InlineData(0.001, 1f, 0.9f)]
    [InlineData(0.02, 0.9f, 0.2f)]
    public void Next_LargeVocabulary_FollowsTheSoftmaxOfWhatIsLeft(double slope, float topP, float minP)
    {
        float[] logits = [.. Enumerable.Range(0, 500).Select(token => (float)(-slope * (token * 7 % 500)))];
        double[] whole = Softmax(logits, 1);
        double sum = 0;
        var kept = new double[whole.Length];
        foreach (int token in Enumerable.Range(0, 500).OrderByDescending(token => whole[token]))
        {
            bool isKept = (sum < topP || topP >= 1) && whole[token] >= minP * whole.Max();
            kept[token] = isKept ? whole[token] : 0;
            sum += whole[token];
        }

        AssertDistribution(new SamplingSettings { TopP = topP, MinP = minP }, [.. kept.Select(weight => weight / kept.Sum())], logits);
    }

    [Fact]
    public void Next_SameSeed_GivesTheSameTokens()
    {
        Assert.Equal(Draw(seed: 1), Draw(seed: 1));
        Assert.NotEqual(Draw(seed: 1), Draw(seed: 2));
        Assert.NotEqual(Draw(seed: 1), Draw(seed: 1L << 40));

        static int[] Draw(long seed)
        {
            var sampler = new Sampler(new SamplingSettings { Temperature = 2, Seed = seed }, []);
            return [.. Enumerable.Range(0, 50).Select(_ => sampler.Next([.. Logits]))];
        }
    }

    [Fact]
    public void Next_RepetitionPenalty_AppliesToPromptAndOutput()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0, RepetitionPenalty = 2 }, [2, 7, 99]);

        // 3 -> 1.5 for token 2, which is in the prompt; token 5 halves once it was chosen.
        Assert.Equal([5, 6, 3, 2], Enumerable.Range(0, 4).Select(_ => sampler.Next([.. Logits])));
    }

    [Fact]
    public void Next_RepetitionPenaltyOfNegativeLogits_MakesThemLessLikely()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0, RepetitionPenalty = 2 }, [0]);

        Assert.Equal(1, sampler.Next([-1, -1.5f]));
    }

    [Fact]
    public void Next_FrequencyPenalty_CountsTheOutputOnly()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0, FrequencyPenalty = 0.6f }, [0, 0, 0]);

        Assert.Equal([0, 0, 1, 0], Enumerable.Range(0, 4).Select(_ => sampler.Next([1, 0, -9])));
    }

    [Fact]
    public void Next_PresencePenalty_CountsOnce()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0, PresencePenalty = 0.6f }, [0]);

        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(_ => sampler.Next([1, 0, -9])));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Next_LogitsAreNotNumbers_Throws(float value)
    {
        var sampler = new Sampler(new SamplingSettings(), []);

        Assert.Throws<InvalidOperationException>(() => sampler.Next([0, value]));
        Assert.Throws<InvalidOperationException>(() => sampler.Next([float.NegativeInfinity, float.NegativeInfinity]));
    }

    private static float[] Keep(params int[] tokens) =>
        [.. Logits.Select((logit, token) => tokens.Contains(token) ? logit : float.NegativeInfinity)];

    private static double[] Softmax(float[] logits, double temperature)
    {
        double[] weights = [.. logits.Select(logit => Math.Exp(logit / temperature))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static void AssertDistribution(SamplingSettings settings, double[] expected, float[]? logits = null)
    {
        const int Draws = 20_000;
        var sampler = new Sampler(settings with { Seed = 42 }, []);
        var counts = new int[expected.Length];
        for (int i = 0; i < Draws; i++)
        {
            counts[sampler.Next([.. logits ?? Logits])]++;
        }

        for (int token = 0; token < expected.Length; token++)
        {
            // Five standard deviations, and a draw or two of what is very rare; the seed is fixed, so this never fails by chance.
            double rare = expected[token] > 0 ? 2.0 / Draws : 0;
            double tolerance = rare + 5 * Math.Sqrt(expected[token] * (1 - expected[token]) / Draws);
            Assert.InRange((double)counts[token] / Draws, expected[token] - tolerance, expected[token] + tolerance);
        }
    }
}
