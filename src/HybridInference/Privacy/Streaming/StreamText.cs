using System.Text;

namespace HybridInference;

/// <summary>The part of a stream that a scan can still look at, folded, with the places of its characters in the stream.</summary>
internal sealed class StreamText
{
    private char[] _characters = [];

    /// <summary>The places in the stream; the complement of it where two halves became a digit.</summary>
    private long[] _places = [];
    private int _length;
    private long _read;
    private char _last;

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Returns the place in the stream of a character.</summary>
    public long PlaceOf(int offset) => IsPair(offset) ? ~_places[offset] : _places[offset];

    /// <summary>Returns the place in the stream where the character before an offset ends.</summary>
    public long EndBefore(int offset) => PlaceOf(offset - 1) + (IsPair(offset - 1) ? 2 : 1);

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
            char folded = char.IsAscii(character) ? character : FoldByLast(character);
            if (folded != TextFolding.Invisible || character == TextFolding.Invisible)
            {
                _characters[_length] = folded;
                _places[_length++] = _read;
            }

            _read++;
            _last = character;
        }
    }

    /// <summary>Folds a character by the one before it, which becomes a digit where it was the first half of one.</summary>
    private char FoldByLast(char character)
    {
        if (!char.IsLowSurrogate(character))
        {
            return TextFolding.Fold(character);
        }

        ReadOnlySpan<char> halves = [_last, character];
        char whole = TextFolding.Fold(halves, 0);
        if (char.IsHighSurrogate(_last) && char.IsAsciiDigit(whole))
        {
            (_characters[_length - 1], _places[_length - 1]) = (whole, ~(_read - 1));
        }

        return TextFolding.Fold(halves, 1);
    }

    private bool IsPair(int offset) => _places[offset] < 0;
}
