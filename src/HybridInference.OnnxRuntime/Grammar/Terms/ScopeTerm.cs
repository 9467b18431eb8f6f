namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A term that stays together in front of what comes after it, such as a JSON string with its closing quote.</summary>
/// <remarks>Tokens that end inside of it do not depend on what comes after it, so they are found once for all places.</remarks>
internal sealed class ScopeTerm(int id, Term inner) : Term(id, inner.IsNullable, inner.Cost)
{
    public Term Inner => inner;

    protected override Term Derive(byte value, TermFactory terms) => terms.Scope(inner.Next(value, terms));
}
