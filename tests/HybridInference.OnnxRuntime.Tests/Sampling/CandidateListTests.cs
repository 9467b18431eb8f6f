using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class CandidateListTests
{
    private static readonly Gen<float[]> Weights = Gen.Frequency((3, Gen.Int[0, 5].Select(value => (float)value)), (1, Gen.Float[0, 5])).Array[1, 200];

    [Fact]
    public void TrySelectLargest_AnyWeights_EqualsSorting() =>
        Gen.Select(Weights, Gen.Int[1, 200]).Sample((weights, count) =>
        {
            count = Math.Min(count, weights.Length);
            var list = new CandidateList();
            Assert.True(list.TrySelectLargest(weights, count));

            int[] expected = [.. Enumerable.Range(0, weights.Length).OrderByDescending(token => weights[token]).ThenBy(token => token).Take(count)];
            AssertHas(list, weights, expected);
        });

    [Fact]
    public void TrySelectLargest_AnyPlaceHasNoNumber_SaysSo() =>
        Gen.Select(Weights, Gen.Int[1, 200], Gen.Int[0, 199]).Sample((weights, count, place) =>
        {
            weights[place % weights.Length] = float.NaN;

            Assert.False(new CandidateList().TrySelectLargest(weights, Math.Min(count, weights.Length)));
        });

    private static void AssertHas(CandidateList list, float[] weights, int[] expected)
    {
        int[] tokens = list.Tokens.ToArray();
        Assert.Equal(expected.Order(), tokens.Order());
        Assert.Equal(tokens.Select(token => weights[token]), list.Weights.ToArray());
        Assert.Equal(list.Weights.ToArray().OrderDescending(), list.Weights.ToArray());
    }
}
