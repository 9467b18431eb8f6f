using System.Diagnostics.CodeAnalysis;

namespace HybridInference;

/// <summary>Remembers values by the hash of a text, and forgets those that were not asked for longest.</summary>
/// <remarks>
/// Two generations: when the young one is full it becomes the old one, and the old one is forgotten; what is found in the old one
/// moves to the young one. Thread-safe.
/// </remarks>
/// <param name="capacity">How many values one generation holds.</param>
internal sealed class BoundedMemory<TValue>(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<UInt128, TValue> _young = [];
    private Dictionary<UInt128, TValue> _old = [];

    /// <summary>Whether nothing was ever remembered, so that no hash need be computed.</summary>
    public bool IsEmpty { get; private set; } = true;

    public bool TryGet(UInt128 hash, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(hash, out value))
            {
                return true;
            }

            bool found = _old.TryGetValue(hash, out value);
            if (found)
            {
                Keep(hash, value!);
            }

            return found;
        }
    }

    public void Set(UInt128 hash, TValue value)
    {
        lock (_lock)
        {
            IsEmpty = false;
            Keep(hash, value);
        }
    }

    private void Keep(UInt128 hash, TValue value)
    {
        if (_young.Count >= capacity)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young[hash] = value;
    }
}
