using System.Buffers;
using System.Text;

namespace HybridInference;

/// <summary>
/// A text as terms are compared with it: look-alike characters folded, invisible ones left out, white space of any length and kind one space; with the
/// way back to the original offsets.
/// </summary>
internal readonly ref struct TermText
{
    private readonly char[] _characters;
    private readonly int[] _offsets;
    private readonly int _length;

    public TermText(ReadOnlySpan<char> text)
    {
        _characters = ArrayPool<char>.Shared.Rent(text.Length);
        _offsets = ArrayPool<int>.Shared.Rent(text.Length + 1);
        for (int i = 0; i < text.Length; i++)
        {
            char folded = TextFolding.Fold(text[i]);
            folded = char.IsWhiteSpace(folded) ? ' ' : folded;
            bool isLeftOut = folded == TextFolding.Invisible || (folded == ' ' && _length > 0 && _characters[_length - 1] == ' ');
            if (!isLeftOut)
            {
                _characters[_length] = folded;
                _offsets[_length++] = i;
            }
        }

        _offsets[_length] = text.Length;
    }

    public ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

    /// <summary>Tells whether a text is anything but what this makes of it.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text) =>
        text.ContainsAny('\t', '\n', '\r') || text.Contains("  ", StringComparison.Ordinal)
        || (!Ascii.IsValid(text) && text.ContainsAny(TextFolding.Foldable));

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
}
