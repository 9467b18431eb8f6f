using CsCheck;

namespace HybridInference.OnnxRuntime.Tests;

public sealed class PromptLookupTests
{
    [Fact]
    public void Guess_AnyText_GoesOnAsAfterTheLatestOccurrence()
    {
        Gen.Select(Gen.Int[0, 3].Array[0, 60], Gen.Int[0, 60], Gen.Int[1, 8]).Sample((text, promptLength, length) =>
        {
            promptLength = Math.Min(promptLength, text.Length);
            var lookup = new PromptLookup(text.AsSpan(0, promptLength), expected: 5);
            foreach (int token in text.Skip(promptLength))
            {
                lookup.Add(token);
            }

            var guess = new int[length];
            int count = lookup.Guess(guess);

            // Another gram may have taken the slot: then there is no guess, which is not wrong either.
            Assert.True(count == 0 || guess.SequenceEqual(Continue(text, length)!));
            Assert.True(Continue(text, length) is not null || count == 0);
        });
    }

    [Fact]
    public void Guess_TextOfManyTokens_FindsNearlyAll()
    {
        int[] text = [.. Enumerable.Range(0, 5000).Select(i => i * 7919 % 30_011)];
        var lookup = new PromptLookup(text, expected: 5000);
        int found = 0;
        foreach (int token in text)
        {
            lookup.Add(token);
            found += lookup.Guess(new int[1]);
        }

        Assert.InRange(found, 4000, 5000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Length_GuessesAlwaysFail_CostsTwoPercentAtMost(int maxLength)
    {
        var allowance = new DraftAllowance(maxLength);
        double lost = 0;
        for (int step = 0; step < 10_000; step++)
        {
            int length = allowance.Length;
            if (length == 0)
            {
                allowance.OnStep();
            }
            else
            {
                allowance.OnGuess(length, right: 0, extraRuns: step % 3 == 0 ? 1 : 0);
                lost += (length * DraftAllowance.CostOfToken) + (step % 3 == 0 ? 1 : 0);
            }

            Assert.InRange(lost, 0, 2 + (0.02 * step));
        }

        Assert.InRange(lost, 100, 200);
    }

    [Fact]
    public void Length_GuessesBeginToFailAfterManyRightOnes_IsSoonNothing()
    {
        var allowance = new DraftAllowance(7);
        for (int i = 0; i < 1000; i++)
        {
            allowance.OnGuess(allowance.Length, allowance.Length, extraRuns: 0);
        }

        Assert.Equal(7, allowance.Length);
        for (int i = 0; i < 10; i++)
        {
            allowance.OnGuess(allowance.Length, right: 0, extraRuns: 0);
        }

        Assert.Equal(0, allowance.Length);
    }

    [Theory]
    [InlineData(new[] { 5f, 4.95f, 0f }, true)]
    [InlineData(new[] { 0f, -4.95f, 5f }, false)]
    [InlineData(new[] { 5f, 5f }, true)]
    [InlineData(new[] { -5f, -9f, float.NegativeInfinity }, false)]
    [InlineData(new[] { float.NaN, float.NaN }, true)]
    public void Is_Lead_IsComparedWithTheTolerance(float[] logits, bool expected)
    {
        float[] before = [.. logits];

        Assert.Equal(expected, CloseCall.Is(logits));
        Assert.Equal(before, logits);
    }

    /// <summary>Looks for the latest place with the last tokens of a text by trying all.</summary>
    private static int[]? Continue(int[] text, int length)
    {
        int[] last = [.. text.TakeLast(PromptLookup.GramLength)];
        int from = Enumerable.Range(0, text.Length).LastOrDefault(
            end => end >= last.Length && last.Length == PromptLookup.GramLength && text.AsSpan(end - last.Length, last.Length).SequenceEqual(last), -1);
        if (from < 0)
        {
            return null;
        }

        List<int> tokens = [.. text];
        for (int i = 0; i < length; i++)
        {
            tokens.Add(tokens[from + i]);
        }

        return [.. tokens[text.Length..]];
    }
}
