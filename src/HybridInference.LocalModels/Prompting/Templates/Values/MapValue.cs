namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A dictionary in the order in which its entries were added. Keys are text or numbers.</summary>
internal sealed class MapValue
{
    private readonly OrderedDictionary<object, object?> _entries = [];

    /// <summary>Initializes an empty map.</summary>
    public MapValue()
    {
    }

    /// <summary>Initializes a map.</summary>
    public MapValue(IEnumerable<KeyValuePair<object, object?>> entries)
    {
        foreach (KeyValuePair<object, object?> entry in entries)
        {
            Set(entry.Key, entry.Value);
        }
    }

    /// <summary>Gets the number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Gets the entries.</summary>
    public IEnumerable<KeyValuePair<object, object?>> Entries => _entries;

    /// <summary>Gets the keys.</summary>
    public IEnumerable<object> Keys => _entries.Keys;

    /// <summary>Adds or replaces an entry.</summary>
    public void Set(object? key, object? value) =>
        _entries[Normalize(key) ?? throw new ChatTemplateException("A key in the chat template is neither text nor a number.")] = value;

    /// <summary>Gets the value of a key.</summary>
    public bool TryGet(object? key, out object? value)
    {
        value = null;
        return Normalize(key) is object found && _entries.TryGetValue(found, out value);
    }

    // To Python 1, 1.0 and True are one key.
    private static object? Normalize(object? key) => key switch
    {
        string or long => key,
        bool flag => flag ? 1L : 0L,
        double number => number == Math.Floor(number) && Math.Abs(number) < long.MaxValue ? (long)number : number,
        _ => null,
    };
}
