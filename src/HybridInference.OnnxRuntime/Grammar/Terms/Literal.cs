namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Bytes that follow one after the other, with the cost from each place on.</summary>
internal sealed class Literal
{
    private readonly byte[] _bytes;
    private readonly int[] _costs;

    public Literal(int id, byte[] bytes, TokenTrie trie)
    {
        Id = id;
        _bytes = bytes;
        _costs = new int[bytes.Length + 1];
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            _costs[i] = FindCost(i, trie);
        }
    }

    public int Id { get; }

    public int Length => _bytes.Length;

    public byte this[int index] => _bytes[index];

    public int CostFrom(int index) => _costs[index];

    private int FindCost(int start, TokenTrie trie)
    {
        int cost = Term.Impossible;
        int node = TokenTrie.Root;
        for (int i = start; i < _bytes.Length && (node = trie.Child(node, _bytes[i])) != TokenTrie.None; i++)
        {
            cost = trie.TokensOf(node).IsEmpty ? cost : Math.Min(cost, Term.Add(1, _costs[i + 1]));
        }

        return cost;
    }
}
