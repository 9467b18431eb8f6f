namespace HybridInference;

/// <summary>The words that a scan found last, more than can stand around one value.</summary>
internal sealed class RecentHits<T>
{
    private const int Capacity = 128;

    private readonly CueHit<T>[] _hits = new CueHit<T>[Capacity];
    private int _added;

    /// <summary>Where the last word starts, or the least number when there is none.</summary>
    public int LastStart { get; private set; } = int.MinValue;

    /// <summary>The number of words that are kept.</summary>
    public int Count => Math.Min(_added, Capacity);

    /// <summary>Returns a word, 0 for the last one.</summary>
    public ref readonly CueHit<T> this[int index] => ref _hits[(_added - 1 - index) & (Capacity - 1)];

    public void Clear() => (_added, LastStart) = (0, int.MinValue);

    /// <summary>Moves the words to the same places in a text that begins later.</summary>
    public void MoveBack(int by)
    {
        for (int i = 0; i < Count; i++)
        {
            ref CueHit<T> hit = ref _hits[i];
            hit = hit with { Start = hit.Start - by, End = hit.End - by };
        }

        LastStart = _added > 0 ? LastStart - by : int.MinValue;
    }

    public void Add(CueHit<T> hit)
    {
        _hits[_added++ & (Capacity - 1)] = hit;
        LastStart = hit.Start;
    }
}
