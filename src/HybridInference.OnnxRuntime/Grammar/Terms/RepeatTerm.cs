namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A term several times; <see cref="Unbounded"/> for no upper limit.</summary>
internal sealed class RepeatTerm(int id, Term item, int min, int max) : Term(id, min == 0, (int)Math.Min(Impossible, (long)min * item.Cost))
{
    public const int Unbounded = int.MaxValue;

    public Term Item => item;

    public int Min => min;

    public int Max => max;

    protected override Term Derive(byte value, TermFactory terms) =>
        terms.Sequence(item.Next(value, terms), terms.Repeat(item, Math.Max(0, min - 1), max == Unbounded ? Unbounded : max - 1));
}
