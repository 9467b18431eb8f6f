using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>An identifier as it is written: groups of letters and digits with one separator between them.</summary>
internal ref struct IdentifierRun
{
    public const int MaxLength = 24;

    /// <summary>The length of the longest identifier with its separators.</summary>
    public const int MaxWritten = MaxLength + MaxGroups - 1;

    private const int MaxGroups = 8;

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _isUpperCase;
    private readonly Span<char> _compact;
    private Groups _ends;
    private Groups _lengths;
    private int _length;

    /// <param name="text">The text.</param>
    /// <param name="start">The first letter or digit.</param>
    /// <param name="isUpperCase">Whether the identifier ends before a small letter.</param>
    /// <param name="compact">The buffer for the letters and digits, <see cref="MaxLength"/> long.</param>
    public IdentifierRun(ReadOnlySpan<char> text, int start, bool isUpperCase, Span<char> compact)
    {
        _text = text;
        _isUpperCase = isUpperCase;
        _compact = compact;
        Start = start;
        int position = start;
        while (Count < MaxGroups && ReadGroup(ref position) && IsSeparatorBeforeMore(position))
        {
            position++;
        }
    }

    public int Start { get; }

    /// <summary>The number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>The letters and digits up to the end of a group.</summary>
    public readonly ReadOnlySpan<char> Compact(int group) => _compact[.._lengths[group]];

    /// <summary>The end of a group in the text.</summary>
    public readonly int EndOf(int group) => _ends[group];

    private bool ReadGroup(ref int position)
    {
        int first = position;
        while (position < _text.Length && _length < MaxLength && IsOfIdentifier(_text[position]))
        {
            _compact[_length++] = _text[position++];
        }

        bool isWhole = position > first && (position == _text.Length || !(char.IsLetterOrDigit(_text[position]) || _text[position] == '_'));
        if (isWhole)
        {
            _ends[Count] = position;
            _lengths[Count++] = _length;
        }

        return isWhole;
    }

    private readonly bool IsOfIdentifier(char character) => char.IsAsciiLetterOrDigit(character) && !(_isUpperCase && char.IsAsciiLetterLower(character));

    private readonly bool IsSeparatorBeforeMore(int position) =>
        position + 1 < _text.Length && _text[position] is ' ' or '-' or '.' or '/' or '+' && char.IsAsciiLetterOrDigit(_text[position + 1]);

    [InlineArray(MaxGroups)]
    private struct Groups
    {
        private int _first;
    }
}
