namespace HybridInference.LocalModels.Tokenization;

/// <summary>Texts with a value each, found character by character.</summary>
internal sealed class TextTrie
{
    /// <summary>The node before the first character.</summary>
    public const int Root = 0;

    /// <summary>The answer where there is no node or no value.</summary>
    public const int None = -1;

    private readonly Dictionary<long, int> _children = [];
    private readonly List<int> _values = [None];

    /// <summary>Adds a text; a later value replaces an earlier one.</summary>
    public void Add(string text, int value)
    {
        int node = Root;
        foreach (char character in text)
        {
            long key = Key(node, character);
            if (!_children.TryGetValue(key, out int child))
            {
                child = _values.Count;
                _values.Add(None);
                _children.Add(key, child);
            }

            node = child;
        }

        _values[node] = value;
    }

    /// <summary>Goes from a node along a character.</summary>
    public int Next(int node, char character) => _children.TryGetValue(Key(node, character), out int child) ? child : None;

    /// <summary>Gets the value of the text that ends at a node.</summary>
    public int Value(int node) => _values[node];

    private static long Key(int node, char character) => ((long)node << 16) | character;
}
