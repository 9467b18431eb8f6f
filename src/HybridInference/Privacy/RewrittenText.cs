using System.Buffers;

namespace HybridInference;

/// <summary>A text that is written anew, no longer than the original, with the way back to the original offsets.</summary>
/// <remarks>Keeps an offset for each place from which the text does not just go on as the original does.</remarks>
internal ref struct RewrittenText(ReadOnlySpan<char> original)
{
    private const int FirstBreaks = 16;

    private readonly char[] _characters = ArrayPool<char>.Shared.Rent(original.Length);
    private int[] _breaks = ArrayPool<int>.Shared.Rent(FirstBreaks);
    private int[] _offsets = ArrayPool<int>.Shared.Rent(FirstBreaks);
    private int _breakCount;
    private int _length;
    private int _nextOffset = -1;
    private int _end = original.Length;

    public readonly ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Adds a character that stands for what begins at an offset of the original.</summary>
    public void Append(char character, int offset) => Append([character], offset);

    /// <summary>Adds characters that stand for as many from an offset of the original on.</summary>
    public void Append(scoped ReadOnlySpan<char> characters, int offset)
    {
        if (characters.IsEmpty)
        {
            return;
        }

        if (offset != _nextOffset)
        {
            AddBreak(offset);
        }

        characters.CopyTo(_characters.AsSpan(_length));
        _length += characters.Length;
        _nextOffset = offset + characters.Length;
    }

    /// <summary>Says where in the original the text ends, when that is not its end.</summary>
    public void EndAt(int offset) => _end = offset;

    /// <summary>Returns a match in this text as one in the original.</summary>
    public readonly PiiMatch ToOriginal(PiiMatch match)
    {
        int start = OffsetOf(match.Start);
        return match with { Start = start, Length = (match.End < _length ? OffsetOf(match.End) : _end) - start };
    }

    /// <summary>Gives the buffers back, the private text removed from them.</summary>
    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters, clearArray: true);
        ArrayPool<int>.Shared.Return(_breaks);
        ArrayPool<int>.Shared.Return(_offsets);
    }

    private readonly int OffsetOf(int place)
    {
        int found = _breaks.AsSpan(0, _breakCount).BinarySearch(place);
        int last = found < 0 ? ~found - 1 : found;
        return _offsets[last] + place - _breaks[last];
    }

    private void AddBreak(int offset)
    {
        _breaks = WithRoom(_breaks);
        _offsets = WithRoom(_offsets);
        (_breaks[_breakCount], _offsets[_breakCount++]) = (_length, offset);
    }

    private readonly int[] WithRoom(int[] values)
    {
        if (_breakCount < values.Length)
        {
            return values;
        }

        int[] larger = ArrayPool<int>.Shared.Rent(values.Length * 2);
        values.CopyTo(larger, 0);
        ArrayPool<int>.Shared.Return(values);
        return larger;
    }
}
