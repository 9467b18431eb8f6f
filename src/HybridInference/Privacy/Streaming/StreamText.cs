using System.Text;

namespace HybridInference;

/// <summary>The part of a stream that a scan can still look at, folded, with the places of its characters in the stream.</summary>
internal sealed class StreamText
{
    private char[] _characters = [];
    private long[] _places = [];
    private int _length;
    private long _read;
    private char _last;

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Returns the place in the stream of a character.</summary>
    public long PlaceOf(int offset) => _places[offset];

    public void Append(ReadOnlySpan<char> chunk)
    {
        if (_length + chunk.Length > _characters.Length)
        {
            int capacity = Math.Max(_length + chunk.Length, _characters.Length * 2);
            Array.Resize(ref _characters, capacity);
            Array.Resize(ref _places, capacity);
        }

        if (Ascii.IsValid(chunk))
        {
            AppendAsIs(chunk);
        }
        else
        {
            AppendFolded(chunk);
        }
    }

    /// <summary>Forgets the first characters.</summary>
    public void RemoveStart(int count)
    {
        _characters.AsSpan(count, _length - count).CopyTo(_characters);
        _places.AsSpan(count, _length - count).CopyTo(_places);
        _length -= count;
        _characters.AsSpan(_length, count).Clear();
    }

    /// <summary>Forgets everything, for a new stream.</summary>
    public void Clear()
    {
        _characters.AsSpan(0, _length).Clear();
        (_length, _read, _last) = (0, 0, default);
    }

    private void AppendAsIs(ReadOnlySpan<char> chunk)
    {
        chunk.CopyTo(_characters.AsSpan(_length));
        foreach (ref long place in _places.AsSpan(_length, chunk.Length))
        {
            place = _read++;
        }

        _length += chunk.Length;
        _last = default;
    }

    private void AppendFolded(ReadOnlySpan<char> chunk)
    {
        foreach (char character in chunk)
        {
            char folded = TextFolding.Fold(character, _last);
            if (folded != TextFolding.Invisible || character == TextFolding.Invisible)
            {
                _characters[_length] = folded;
                _places[_length++] = _read;
            }

            _read++;
            _last = character;
        }
    }
}
