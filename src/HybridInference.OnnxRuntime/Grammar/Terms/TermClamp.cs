namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>
/// Replaces counts that no single token reaches by smaller ones, so that texts that differ in the length left to them share a mask.
/// </summary>
/// <param name="terms">Makes the terms.</param>
/// <param name="limit">A count that no token reaches.</param>
internal sealed class TermClamp(TermFactory terms, int limit)
{
    public Term Clamp(Term term) => term switch
    {
        ScopeTerm scope => terms.Scope(Clamp(scope.Inner)),
        SequenceTerm sequence => terms.Sequence(Clamp(sequence.Head), Clamp(sequence.Tail)),
        RepeatTerm { Max: RepeatTerm.Unbounded } repeat => terms.Repeat(repeat.Item, Math.Min(repeat.Min, limit)),
        RepeatTerm repeat => terms.Repeat(repeat.Item, Math.Min(repeat.Min, limit), Math.Min(repeat.Max, limit)),
        _ => term,
    };
}
