namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The kinds of terms that are known by the numbers of their parts.</summary>
internal enum TermKind
{
    Literal,
    Sequence,
    Repeat,
    Scope,
    Until,
}
