namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The tokens of a vocabulary by their bytes, as a tree in one piece of memory: each node lies before those below it. Immutable.</summary>
internal sealed class TokenTrie
{
    /// <summary>The node of the empty text.</summary>
    public const int Root = 0;

    /// <summary>The answer where there is no node.</summary>
    public const int None = -1;

    private readonly byte[] _labels;
    private readonly ushort[] _depths;
    private readonly int[] _ends;
    private readonly int[] _firstTokens;
    private readonly int[] _tokens;
    private readonly byte[] _texts;
    private readonly int[] _textStarts;

    private TokenTrie(List<TokenTrieNode> nodes, int[] tokens, byte[][] texts)
    {
        VocabularySize = texts.Length;
        _tokens = tokens;
        _texts = [.. texts.SelectMany(text => text)];
        _textStarts = new int[texts.Length + 1];
        for (int i = 0; i < texts.Length; i++)
        {
            _textStarts[i + 1] = _textStarts[i] + texts[i].Length;
        }

        _labels = [.. nodes.Select(node => node.Label)];
        _depths = [.. nodes.Select(node => (ushort)node.Depth)];
        _ends = [.. nodes.Select(node => node.End)];
        _firstTokens = [.. nodes.Select(node => node.FirstToken), tokens.Length];
        Height = nodes.Max(node => node.Depth);
    }

    /// <summary>Gets the number of ids, with and without a token.</summary>
    public int VocabularySize { get; }

    /// <summary>Gets the bytes of the longest token.</summary>
    public int Height { get; }

    /// <summary>Gets the bytes that are tokens of their own.</summary>
    public ByteSet SingleBytes
    {
        get
        {
            ByteSet bytes = default;
            for (int node = Root + 1; node < _ends[Root]; node = _ends[node])
            {
                bytes = TokensOf(node).IsEmpty ? bytes : bytes.With(_labels[node]);
            }

            return bytes;
        }
    }

    /// <summary>Builds the tree of tokens; those with empty or very long bytes are left out.</summary>
    public static TokenTrie Build(byte[][] tokens)
    {
        int[] ids = [.. Enumerable.Range(0, tokens.Length).Where(id => tokens[id].Length is > 0 and < ushort.MaxValue)];
        Array.Sort(ids, (left, right) => tokens[left].AsSpan().SequenceCompareTo(tokens[right]));
        var nodes = new List<TokenTrieNode> { new() };
        var path = new List<TokenTrieNode> { nodes[Root] };
        for (int i = 0; i < ids.Length; i++)
        {
            ReadOnlySpan<byte> bytes = tokens[ids[i]];
            Close(path, CountShared(path, bytes), nodes.Count);
            while (path.Count <= bytes.Length)
            {
                var node = new TokenTrieNode { Label = bytes[path.Count - 1], Depth = path.Count, FirstToken = i };
                nodes.Add(node);
                path.Add(node);
            }
        }

        Close(path, -1, nodes.Count);
        return new TokenTrie(nodes, ids, tokens);
    }

    public byte Label(int node) => _labels[node];

    public int Depth(int node) => _depths[node];

    /// <summary>Gets the first node that is not below a node.</summary>
    public int End(int node) => _ends[node];

    /// <summary>Gets the node below another one along a byte.</summary>
    public int Child(int node, byte label)
    {
        int end = _ends[node];
        for (int child = node + 1; child < end; child = _ends[child])
        {
            if (_labels[child] == label)
            {
                return child;
            }
        }

        return None;
    }

    /// <summary>Gets the bytes of a token, none for an id without one.</summary>
    public ReadOnlySpan<byte> BytesOf(int token) =>
        (uint)token < (uint)VocabularySize ? _texts.AsSpan(_textStarts[token], _textStarts[token + 1] - _textStarts[token]) : [];

    /// <summary>Gets the tokens that end at a node.</summary>
    public ReadOnlySpan<int> TokensOf(int node) => _tokens.AsSpan(_firstTokens[node], _firstTokens[node + 1] - _firstTokens[node]);

    private static int CountShared(List<TokenTrieNode> path, ReadOnlySpan<byte> bytes)
    {
        int shared = 0;
        while (shared < bytes.Length && shared + 1 < path.Count && path[shared + 1].Label == bytes[shared])
        {
            shared++;
        }

        return shared;
    }

    private static void Close(List<TokenTrieNode> path, int depth, int end)
    {
        for (int i = path.Count - 1; i > depth; i--)
        {
            path[i].End = end;
            path.RemoveAt(i);
        }
    }
}
