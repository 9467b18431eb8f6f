using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>A number as it is written: groups of digits with one separator between them.</summary>
internal ref struct NumberRun
{
    public const int MinDigits = 6;
    public const int MaxDigits = 24;
    public const int MaxGroups = 12;

    private readonly Span<char> _digits;
    private Groups _ends;
    private Groups _digitCounts;
    private readonly int _count;

    /// <param name="text">The text.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="digits">The buffer for <see cref="Digits"/>, at least <see cref="MaxDigits"/> long, and better <see cref="DigitRun.Slack"/> longer.</param>
    public NumberRun(ReadOnlySpan<char> text, int start, Span<char> digits)
    {
        Text = text;
        Start = start;
        _digits = digits;
        int count = 0;
        int position = start;
        int length;
        do
        {
            length = Math.Min(DigitRun.Read(text, position, digits[count..]), MaxDigits - count);
            (position, count) = (position + length, count + length);
            if (length > 0)
            {
                (_ends[_count], _digitCounts[_count++]) = (position, count);
            }
        }
        while (_count < MaxGroups && length > 0 && GoesOn(text, position++));

        DigitCount = count;
    }

    public ReadOnlySpan<char> Text { get; }

    public int Start { get; }

    /// <summary>The digits of all groups.</summary>
    public readonly ReadOnlySpan<char> Digits => _digits[..DigitCount];

    public int DigitCount { get; private set; }

    public readonly int GroupCount => _count;

    /// <summary>The end of the last group.</summary>
    public readonly int End => _count == 0 ? Start : _ends[_count - 1];

    /// <summary>Whether the number goes on after its last digit, as in a longer number or a word.</summary>
    public readonly bool IsInsideWord => (Start > 0 && IsWord(Text[Start - 1])) || DigitCount >= MaxDigits;

    /// <summary>The end of a group.</summary>
    public readonly int EndOf(int group) => _ends[group];

    /// <summary>The number of digits up to the end of a group.</summary>
    public readonly int DigitsUpTo(int group) => _digitCounts[group];

    /// <summary>The number of digits in a group.</summary>
    public readonly int LengthOf(int group) => _digitCounts[group] - (group == 0 ? 0 : _digitCounts[group - 1]);

    /// <summary>The character after a group.</summary>
    public readonly char SeparatorAfter(int group) => _ends[group] < Text.Length ? Text[_ends[group]] : '\0';

    /// <summary>Whether the number can end after a group.</summary>
    public readonly bool CanEndAfter(int group) => !IsWord(SeparatorAfter(group));

    /// <summary>The character before the number.</summary>
    public readonly char Before => Start > 0 ? Text[Start - 1] : '\0';

    public readonly PiiMatch Match(string category, int group, double score) => new(category, Start, _ends[group] - Start, score);

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool GoesOn(ReadOnlySpan<char> text, int position) =>
        position + 1 < text.Length && text[position] is ' ' or '-' or '.' or '/' && char.IsAsciiDigit(text[position + 1]);

    [System.Runtime.CompilerServices.InlineArray(MaxGroups)]
    private struct Groups
    {
        private int _first;
    }
}
