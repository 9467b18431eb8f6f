using System.Buffers;

namespace HybridInference;

/// <summary>A text that is written anew, no longer than the original, with the way back to the original offsets.</summary>
internal ref struct RewrittenText(ReadOnlySpan<char> original)
{
    private readonly int _originalLength = original.Length;
    private readonly char[] _characters = ArrayPool<char>.Shared.Rent(original.Length);
    private readonly int[] _offsets = ArrayPool<int>.Shared.Rent(original.Length);
    private int _length;

    public readonly ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Adds a character that stands for what begins at an offset of the original.</summary>
    public void Append(char character, int offset)
    {
        _characters[_length] = character;
        _offsets[_length++] = offset;
    }

    /// <summary>Returns a match in this text as one in the original.</summary>
    public readonly PiiMatch ToOriginal(PiiMatch match)
    {
        int start = _offsets[match.Start];
        int end = match.End < _length ? _offsets[match.End] : _originalLength;
        return match with { Start = start, Length = end - start };
    }

    /// <summary>Gives the buffers back, the private text removed from them.</summary>
    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters, clearArray: true);
        ArrayPool<int>.Shared.Return(_offsets);
    }
}
