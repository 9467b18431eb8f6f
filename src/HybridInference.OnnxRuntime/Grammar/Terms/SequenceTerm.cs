namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A term and what comes after it: the stack of the automaton, with its top in front.</summary>
internal sealed class SequenceTerm(int id, Term head, Term tail)
    : Term(id, head.IsNullable && tail.IsNullable, Add(head.Cost, tail.Cost))
{
    public Term Head => head;

    public Term Tail => tail;

    protected override Term Derive(byte value, TermFactory terms)
    {
        Term inside = terms.Sequence(head.Next(value, terms), tail);
        return head.IsNullable ? terms.Choice(inside, tail.Next(value, terms)) : inside;
    }
}
