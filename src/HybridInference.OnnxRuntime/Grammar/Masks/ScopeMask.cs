namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>What a <see cref="ScopeTerm"/> says about the next token wherever it stands.</summary>
/// <param name="Inside">The tokens that do not go beyond the end of the scope; their cost is that up to the end.</param>
/// <param name="Exits">The places in the tree of tokens where the scope may end before the token does.</param>
internal sealed record ScopeMask(TokenMask Inside, int[] Exits);
