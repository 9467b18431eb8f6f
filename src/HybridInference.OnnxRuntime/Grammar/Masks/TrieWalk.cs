namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Follows all tokens through a grammar at once and collects those that it allows. Not thread-safe.</summary>
internal sealed class TrieWalk(TokenTrie trie, TermFactory terms)
{
    private readonly ulong[] _bits = new ulong[(trie.VocabularySize + 63) >> 6];
    private readonly Term[] _path = new Term[trie.Height + 1];

    /// <summary>Gets the tokens collected so far, with a bit for each.</summary>
    public Span<ulong> Bits => _bits;

    /// <summary>Gets or sets the highest cost of what follows after one of the tokens.</summary>
    public int MaxCost { get; set; }

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        _bits.AsSpan().Clear();
        MaxCost = 0;
    }

    /// <summary>Collects the tokens below a node.</summary>
    /// <param name="start">The node.</param>
    /// <param name="term">What may follow there.</param>
    /// <param name="costLimit">The cost that what follows after a token may have at most.</param>
    /// <param name="exits">Receives the nodes, with others below them, where the term may end.</param>
    public void Collect(int start, Term term, int costLimit, List<int>? exits = null)
    {
        int end = trie.End(start);
        int top = trie.Depth(start);
        _path[top] = term;
        for (int node = start + 1; node < end;)
        {
            int depth = trie.Depth(node);
            Term next = _path[depth - 1].Next(trie.Label(node), terms);
            if (next == terms.Never)
            {
                node = trie.End(node);
                continue;
            }

            _path[depth] = next;
            Accept(node, next, costLimit);
            if (exits is not null && next.IsNullable && trie.End(node) > node + 1)
            {
                exits.Add(node);
            }

            node++;
        }
    }

    private void Accept(int node, Term next, int costLimit)
    {
        if (next.Cost > costLimit)
        {
            return;
        }

        foreach (int token in trie.TokensOf(node))
        {
            _bits[token >> 6] |= 1UL << (token & 63);
            MaxCost = Math.Max(MaxCost, next.Cost);
        }
    }
}
