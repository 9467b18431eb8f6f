using System.Diagnostics;

namespace HybridInference;

/// <summary>The private values of one conversation and the placeholders that stand for them.</summary>
/// <remarks>
/// In memory only, never shown or logged. The same value has the same placeholder as long as the map lives; a map that is rebuilt from
/// the same history gives the same placeholders again. Thread-safe. Clear or dispose it with the conversation.
/// </remarks>
/// <param name="format">The form of placeholders; <see cref="PlaceholderFormat.Default"/> when <see langword="null"/>.</param>
[DebuggerDisplay("{Count} values")]
public sealed class RedactionMap(PlaceholderFormat? format = null) : IDisposable
{
    private readonly Lock _lock = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Dictionary<(string Category, string Key), RedactedValue> _byKey = [];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly SortedList<string, List<RedactedValue>> _byLabel = new(StringComparer.Ordinal);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ValueForms _forms = new();

    private volatile ValueSearch? _search;
    private bool _disposed;

    /// <summary>Gets the number of values.</summary>
    public int Count => _byKey.Count;

    internal PlaceholderFormat Format { get; } = format ?? PlaceholderFormat.Default;

    /// <summary>Gets a search for the values that are there now.</summary>
    internal ValueSearch Search
    {
        get
        {
            lock (_lock)
            {
                return _search ??= _forms.ToSearch();
            }
        }
    }

    /// <summary>Forgets all values. Their placeholders are not put back any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _byKey.Clear();
            _byLabel.Clear();
            _forms.Clear();
            _search = null;
        }
    }

    /// <summary>Forgets all values for good.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Clear();
        }
    }

    /// <summary>Returns how many values there are, never which.</summary>
    /// <returns>A text without private data.</returns>
    public override string ToString() => $"{nameof(RedactionMap)} ({Count} values)";

    /// <summary>Adds a value, or returns what stands for it already.</summary>
    /// <param name="category">The category under which it was found.</param>
    /// <param name="text">The value as it is written.</param>
    /// <param name="inWord">Whether letters or digits stand beside it.</param>
    internal RedactedValue Add(string category, string text, bool inWord = false)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            (string, string) key = (category, ValueKey.Of(category, text));
            if (_forms.TryGet(text, out RedactedValue? value) || _byKey.TryGetValue(key, out value))
            {
                value.AddCategory(category);
            }
            else
            {
                value = Create(category, text);
                _byKey.Add(key, value);
            }

            _search = _forms.Add(value, category, text, inWord) ? null : _search;
            return value;
        }
    }

    /// <summary>Notes that a value holds another one.</summary>
    internal void AddCategory(RedactedValue value, RedactedValue other)
    {
        lock (_lock)
        {
            value.AddCategory(other.Category);
        }
    }

    /// <summary>Reads a placeholder at the start of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">The placeholder, when the reading is complete.</param>
    internal PlaceholderReading Read(ReadOnlySpan<char> text, out PlaceholderMatch found)
    {
        found = default;
        PlaceholderReading best = PlaceholderReading.None;
        lock (_lock)
        {
            for (int i = 0; i < _byLabel.Count; i++)
            {
                List<RedactedValue> values = _byLabel.GetValueAtIndex(i);
                var reader = new PlaceholderReader(Format, text);
                PlaceholderReading reading = reader.Read(_byLabel.GetKeyAtIndex(i), values.Count);
                if (reading == PlaceholderReading.Complete)
                {
                    found = new PlaceholderMatch(values[reader.Ordinal - 1], reader.Length, reader.Escapes);
                    return reading;
                }

                best = reading > best ? reading : best;
            }
        }

        return best;
    }

    /// <summary>Returns the categories as placeholders write them.</summary>
    internal string[] Labels()
    {
        lock (_lock)
        {
            return [.. _byLabel.Keys];
        }
    }

    private RedactedValue Create(string category, string text)
    {
        string label = PlaceholderFormat.LabelOf(category);
        if (!_byLabel.TryGetValue(label, out List<RedactedValue>? values))
        {
            _byLabel.Add(label, values = []);
        }

        var value = new RedactedValue(category, Format.Format(category, values.Count + 1), text);
        values.Add(value);
        return value;
    }
}
