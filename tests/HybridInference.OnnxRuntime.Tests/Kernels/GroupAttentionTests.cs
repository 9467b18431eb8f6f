using CsCheck;
using Microsoft.ML.OnnxRuntime;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class GroupAttentionTests
{
    private static readonly Gen<AttentionCase> Cases =
        from sizes in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 7], Gen.Int[1, 5])
        from isPrompt in Gen.Bool
        from tokens in Gen.Int[1, 150]
        from past in Gen.Int[0, 400]
        from spare in Gen.Int[0, 20]
        from seed in Gen.Int
        from pairs in Gen.Int[0, 2]
        select new AttentionCase(
            Sequences: isPrompt ? 1 : 3,
            Tokens: isPrompt ? tokens : 1,
            Past: isPrompt ? past : past + 3,
            KeyHeads: sizes.Item1,
            Group: sizes.Item2,
            HeadSize: 32 * sizes.Item3,
            Pairs: pairs * 8,
            Spare: spare,
            Seed: seed);

    [Fact]
    public void Run_AnyShape_EqualsOnnxRuntime()
    {
        RequireOperator();
        Cases.Sample(
            test =>
            {
                float[] expected = test.RunPublished();
                float[] actual = test.RunReplaced();
                Assert.Equal(expected.Length, actual.Length);
                double worst = actual.Zip(expected, (x, y) => Math.Abs(x - y)).Max();
                Assert.True(worst < 1e-4, $"{test}: off by {worst}.");
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void Run_LengthIsOutsideTheCache_Throws(int lastIndex)
    {
        RequireOperator();
        var test = new AttentionCase(Sequences: 1, Tokens: 5, Past: 10, KeyHeads: 1, Group: 2, HeadSize: 32, Pairs: 8, Spare: 0, Seed: 1);

        OnnxRuntimeException exception = Assert.Throws<OnnxRuntimeException>(() => test.RunReplaced(lastIndex));

        Assert.Contains("Sequence 0", exception.Message, StringComparison.Ordinal);
    }

    private static void RequireOperator() => Assert.SkipUnless(CustomOperators.AreAvailable, "This processor has not the instructions that the operator needs.");
}
