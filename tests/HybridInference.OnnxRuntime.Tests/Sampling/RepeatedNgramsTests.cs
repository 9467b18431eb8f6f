using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class RepeatedNgramsTests
{
    [Fact]
    public void Apply_AnyTokens_ForbidsExactlyThoseThatRepeatASequence() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 3].Array[0, 30], Gen.Int[0, 30]).Sample((size, tokens, promptLength) =>
        {
            int prompt = Math.Min(promptLength, tokens.Length);
            var ngrams = new RepeatedNgrams(size, tokens.AsSpan(0, prompt));
            foreach (int token in tokens.AsSpan(prompt))
            {
                ngrams.Add(token);
            }

            var logits = new float[4];
            ngrams.Apply(logits);

            Assert.Equal(Enumerable.Range(0, 4).Select(token => Occurs(tokens, size, token)), logits.Select(float.IsNegativeInfinity));
        });

    [Fact]
    public void Next_FolderForbidsRepeatedSequences_NeverRepeatsOne()
    {
        var sampler = new Sampler(new SamplingSettings { Temperature = 0, NoRepeatNgramSize = 2 }, [0, 1]);

        // The model always wants 0 most, then 1, then 2.
        Assert.Equal([0, 0, 2, 0], Enumerable.Range(0, 4).Select(_ => sampler.Next([3, 2, 1])));
    }

    private static bool Occurs(int[] tokens, int size, int next)
    {
        if (tokens.Length < size - 1)
        {
            return false;
        }

        int[] sequence = [.. tokens[(tokens.Length - size + 1)..], next];
        return Enumerable.Range(0, Math.Max(0, tokens.Length - size + 1)).Any(start => tokens.AsSpan(start, size).SequenceEqual(sequence));
    }
}
