namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The rest of a literal.</summary>
internal sealed class LiteralTerm(int id, Literal literal, int start) : Term(id, isNullable: false, literal.CostFrom(start))
{
    protected override Term Derive(byte value, TermFactory terms) => literal[start] == value ? terms.Rest(literal, start + 1) : terms.Never;
}
