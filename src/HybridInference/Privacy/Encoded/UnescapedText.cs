using System.Buffers;

namespace HybridInference;

/// <summary>A text with its escapes resolved, with the way back to the original offsets.</summary>
internal readonly ref struct UnescapedText
{
    private readonly char[] _characters;
    private readonly int[] _offsets;
    private readonly int _length;

    public UnescapedText(ReadOnlySpan<char> text)
    {
        _characters = ArrayPool<char>.Shared.Rent(text.Length);
        _offsets = ArrayPool<int>.Shared.Rent(text.Length + 1);
        int position = 0;
        int next;
        while ((next = Escape.IndexOf(text, position, out int length, out char character)) >= 0)
        {
            Copy(text, position, next, ref _length);
            _characters[_length] = character;
            _offsets[_length++] = next;
            position = next + length;
        }

        Copy(text, position, text.Length, ref _length);
        _offsets[_length] = text.Length;
    }

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Returns a match in this text as one in the original.</summary>
    public PiiMatch ToOriginal(PiiMatch match)
    {
        int start = _offsets[match.Start];
        return match with { Start = start, Length = _offsets[match.End] - start };
    }

    /// <summary>Gives the buffers back, the private text removed from them.</summary>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters, clearArray: true);
        ArrayPool<int>.Shared.Return(_offsets);
    }

    private void Copy(ReadOnlySpan<char> text, int from, int to, ref int length)
    {
        text[from..to].CopyTo(_characters.AsSpan(length));
        for (; from < to; from++)
        {
            _offsets[length++] = from;
        }
    }
}
