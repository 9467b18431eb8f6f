using CsCheck;

namespace HybridInference.LocalModels.Tests;

public sealed class AnswerLengthTests
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData(40, 40)]
    public void Estimate_NothingKnown_IsTheLimit(int? limit, double expected) => Assert.Equal(expected, new AnswerLength().Estimate(limit));

    [Fact]
    public void Estimate_EveryAnswerWasCutOff_IsTheLimit()
    {
        var length = new AnswerLength();
        length.Learn(10, hasEnded: false);
        length.Learn(30, hasEnded: false);

        Assert.Equal(500, length.Estimate(500));
        Assert.Equal(20, length.Estimate(null), 1.0);
    }

    [Fact]
    public void Estimate_AnswersEndByThemselves_IsTheirMeanUnlessTheLimitIsLess()
    {
        var length = new AnswerLength();
        for (int i = 0; i < 200; i++)
        {
            length.Learn(i % 2 == 0 ? 10 : 30, hasEnded: true);
        }

        Assert.Equal(20, length.Estimate(null), 1.0);
        Assert.Equal(20, length.Estimate(1000), 1.0);
        Assert.InRange(length.Estimate(5), 4, 5);
    }

    [Fact]
    public void Estimate_AnyAnswers_IsWithinTheLimit() => Gen.Select(Gen.Select(Gen.Int[0, 500], Gen.Bool).Array[0, 30], Gen.Int[1, 1000]).Sample((answers, limit) =>
    {
        var length = new AnswerLength();
        foreach ((int tokens, bool hasEnded) in answers)
        {
            length.Learn(tokens, hasEnded);
        }

        Assert.InRange(length.Estimate(limit), 0, limit);
    });
}
