namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>What makes two terms of a kind equal: the numbers of their parts.</summary>
internal readonly record struct TermKey(TermKind Kind, int First, int Second = 0, int Third = 0);
