namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The digits after the point of a bound, which those of a number have followed so far.</summary>
internal sealed record FractionBound(string Digits, bool IsExclusive)
{
    /// <summary>Gets a digit of a bound, or what stands for it where there is no bound.</summary>
    public static int DigitAt(FractionBound? bound, int index, int unbounded) =>
        bound is null ? unbounded : index < bound.Digits.Length ? bound.Digits[index] - '0' : 0;

    /// <summary>Gets whether the bound is more than its digits before an index.</summary>
    public bool HasMore(int index) => index < Digits.Length && Digits.AsSpan(index).ContainsAnyExcept('0');
}
