using CsCheck;
using HybridInference.OnnxRuntime.Grammar;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

public sealed class TokenMaskTests
{
    [Fact]
    public void Apply_AnyBits_LeavesExactlyTheTokensOfTheMask() =>
        Gen.Select(Gen.ULong.Array[1, 6], Gen.Int[0, 70]).Sample((bits, missing) =>
        {
            var mask = new TokenMask(bits, maxCost: 0);
            Span<float> logits = Enumerable.Range(1, Math.Max(1, (64 * bits.Length) - missing)).Select(value => (float)value).ToArray();
            bool[] expected = [.. Enumerable.Range(0, 64 * bits.Length).Select(token => (bits[token >> 6] >> (token & 63) & 1) != 0)];

            Assert.Equal(expected, Enumerable.Range(0, 64 * bits.Length).Select(mask.Contains));
            Assert.Equal(expected.Count(isAllowed => isAllowed), mask.Count);
            if (mask.IsList)
            {
                Assert.Equal(Enumerable.Range(0, expected.Length).Where(token => expected[token]), mask.Tokens.ToArray());
                return;
            }

            mask.Apply(logits);
            for (int token = 0; token < logits.Length; token++)
            {
                Assert.Equal(expected[token] ? token + 1 : float.NegativeInfinity, logits[token]);
            }
        });

    [Fact]
    public void Apply_MoreLogitsThanTokens_MakesTheRestImpossible()
    {
        var mask = new TokenMask([ulong.MaxValue], maxCost: 0);
        var logits = new float[70];

        mask.Apply(logits);

        Assert.All(logits[..64], logit => Assert.Equal(0, logit));
        Assert.All(logits[64..], logit => Assert.Equal(float.NegativeInfinity, logit));
    }
}
