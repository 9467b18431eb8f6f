namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A node of a <see cref="TokenTrie"/> that is being built.</summary>
internal sealed class TokenTrieNode
{
    public byte Label { get; init; }

    public int Depth { get; init; }

    public int FirstToken { get; init; }

    public int End { get; set; }
}
