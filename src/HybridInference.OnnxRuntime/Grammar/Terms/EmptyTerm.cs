namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Nothing follows.</summary>
internal sealed class EmptyTerm(int id) : Term(id, isNullable: true, cost: 0)
{
    protected override Term Derive(byte value, TermFactory terms) => terms.Never;
}
