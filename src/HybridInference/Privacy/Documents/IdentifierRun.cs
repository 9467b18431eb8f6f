using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>An identifier as it is written: groups of letters and digits with one separator between them.</summary>
internal ref struct IdentifierRun
{
    public const int MaxLength = 24;

    /// <summary>The length of the longest identifier with its separators.</summary>
    public const int MaxWritten = MaxLength + MaxGroups - 1;

    /// <summary>What a text that was wrapped has inside an identifier.</summary>
    public const char LineBreak = '\n';

    private const int MaxGroups = 8;

    private readonly ReadOnlySpan<char> _compact;
    private Groups _ends;
    private Groups _lengths;

    /// <param name="text">The text.</param>
    /// <param name="start">The first letter or digit.</param>
    /// <param name="isUpperCase">Whether the identifier ends before a small letter, and with its line.</param>
    /// <param name="compact">The buffer for the letters and digits, <see cref="MaxLength"/> long.</param>
    public IdentifierRun(ReadOnlySpan<char> text, int start, bool isUpperCase, Span<char> compact)
    {
        _compact = compact;
        Start = start;
        int length = 0;
        int position = start;
        do
        {
            int first = position;
            while (position < text.Length && length < MaxLength && IsOfIdentifier(text[position], isUpperCase))
            {
                compact[length++] = text[position++];
            }

            if (position == first || !IsWhole(text, position))
            {
                break;
            }

            _ends[Count] = position;
            _lengths[Count++] = length;
        }
        while (Count < MaxGroups && GoesOn(text, position++, isUpperCase));
    }

    public int Start { get; }

    /// <summary>The number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>Whether at least so many capital letters and digits follow, in groups. Costs less than to read the groups.</summary>
    public static bool HasUpperCase(ReadOnlySpan<char> text, int start, int least)
    {
        int count = 0;
        for (int i = start; i < text.Length && count < least; i++)
        {
            bool isOfIdentifier = IsOfIdentifier(text[i], isUpperCase: true);
            if (!isOfIdentifier && !IsSeparator(text[i]))
            {
                return false;
            }

            count += isOfIdentifier ? 1 : 0;
        }

        return count == least;
    }

    /// <summary>Whether another group follows a place, perhaps digits in the next line.</summary>
    public static bool GoesOn(ReadOnlySpan<char> text, int position, bool isInLine = false)
    {
        char next = position + 1 < text.Length ? text[position + 1] : '\0';
        return char.IsAsciiDigit(next)
            ? IsSeparator(text[position]) || (text[position] == LineBreak && !isInLine)
            : char.IsAsciiLetter(next) && IsSeparator(text[position]);
    }

    /// <summary>The letters and digits up to the end of a group.</summary>
    public readonly ReadOnlySpan<char> Compact(int group) => _compact[.._lengths[group]];

    /// <summary>The end of a group in the text.</summary>
    public readonly int EndOf(int group) => _ends[group];

    private static bool IsWhole(ReadOnlySpan<char> text, int end) => end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] == '_');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOfIdentifier(char character, bool isUpperCase) =>
        char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || (!isUpperCase && char.IsAsciiLetterLower(character));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSeparator(char character) => character is ' ' or '-' or '.' or '/' or '+';

    [InlineArray(MaxGroups)]
    private struct Groups
    {
        private int _first;
    }
}
