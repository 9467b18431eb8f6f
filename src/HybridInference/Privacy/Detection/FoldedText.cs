using System.Buffers;

namespace HybridInference;

/// <summary>A text as matchers see it, look-alike characters folded and invisible marks left out, with the way back to the original offsets.</summary>
internal readonly ref struct FoldedText
{
    private readonly ReadOnlySpan<char> _original;
    private readonly char[] _characters;
    private readonly int[] _offsets;
    private readonly int _length;

    public FoldedText(ReadOnlySpan<char> text)
    {
        _original = text;
        _characters = ArrayPool<char>.Shared.Rent(text.Length);
        _offsets = ArrayPool<int>.Shared.Rent(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char folded = TextFolding.Fold(text, i);
            if (folded != TextFolding.Invisible || text[i] == TextFolding.Invisible)
            {
                _characters[_length] = folded;
                _offsets[_length++] = i;
            }
        }
    }

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    public int OriginalOffset(int offset) => _offsets[offset];

    /// <summary>Returns where the character before an offset ends in the original: one further where two halves became a digit.</summary>
    public int OriginalEnd(int offset)
    {
        int last = _offsets[offset - 1];
        return char.IsHighSurrogate(_original[last]) && _characters[offset - 1] != _original[last] ? last + 2 : last + 1;
    }

    /// <summary>Gives the buffers back, the private text removed from them.</summary>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_characters, clearArray: true);
        ArrayPool<int>.Shared.Return(_offsets);
    }
}
