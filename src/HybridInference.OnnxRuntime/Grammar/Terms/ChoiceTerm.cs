namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>One of several terms, none of which is a choice itself.</summary>
internal sealed class ChoiceTerm(int id, Term[] members)
    : Term(id, members.Any(member => member.IsNullable), members.Min(member => member.Cost))
{
    public ReadOnlySpan<Term> Members => members;

    protected override Term Derive(byte value, TermFactory terms)
    {
        var next = new List<Term>();
        foreach (Term member in members)
        {
            if (member.Next(value, terms) is var term && term != terms.Never)
            {
                next.Add(term);
            }
        }

        return terms.Choice(next);
    }
}
