namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>No text at all, not even the empty one.</summary>
internal sealed class NeverTerm(int id) : Term(id, isNullable: false, Impossible)
{
    protected override Term Derive(byte value, TermFactory terms) => this;
}
