using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>The groups of digits of a number, as they stand in a text.</summary>
/// <param name="digits">Receives the digits, with room for <see cref="DigitRun.Slack"/> more.</param>
/// <param name="ends">Receives the number of digits up to the end of each group.</param>
/// <param name="positions">Receives the position in the text after each group.</param>
internal ref struct PhoneGroups(Span<char> digits, Span<int> ends, Span<int> positions)
{
    /// <summary>The most digits read: those of E.164, an international prefix, and one that is too many.</summary>
    public const int MaxDigits = 20;

    /// <summary>The most groups read: a digit by itself in each of a national number's places.</summary>
    public const int MaxGroups = 12;

    private const int MaxSeparators = 3;

    private readonly Span<char> _digits = digits;
    private readonly Span<int> _ends = ends;
    private readonly Span<int> _positions = positions;

    /// <summary>The number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the number starts with a plus sign.</summary>
    public bool HasPlus { get; private set; }

    /// <summary>Whether the first group stands in parentheses.</summary>
    public bool IsAreaInParentheses { get; private set; }

    /// <summary>The last separator between groups that is neither a space nor a parenthesis, or a space.</summary>
    public char Separator { get; private set; } = ' ';

    /// <summary>The digits of the first groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadOnlySpan<char> Digits(int groups) => groups == 0 ? [] : _digits[.._ends[groups - 1]];

    /// <summary>The digits of one group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadOnlySpan<char> Group(int index) => _digits[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    /// <summary>How many of the first groups are one digit.</summary>
    public readonly int SingleDigits(int groups)
    {
        int single = 0;
        for (int i = 0; i < groups; i++)
        {
            single += Group(i).Length == 1 ? 1 : 0;
        }

        return single;
    }

    /// <summary>Whether the first groups, so many as there are lengths, have these.</summary>
    public readonly bool HaveLengths(int groups, ReadOnlySpan<byte> lengths)
    {
        bool haveLengths = groups == lengths.Length;
        for (int i = 0; i < lengths.Length && haveLengths; i++)
        {
            haveLengths = Group(i).Length == lengths[i];
        }

        return haveLengths;
    }

    /// <summary>The position in the text after the first groups.</summary>
    public readonly int EndOf(int groups) => _positions[groups - 1];

    /// <summary>Reads groups from a plus sign, an opening parenthesis or a digit on.</summary>
    public void Read(ReadOnlySpan<char> text, int start)
    {
        int position = start;
        while (Count < MaxGroups && TryReadGroup(text, ref position))
        {
            _positions[Count++] = position;
        }
    }

    private bool TryReadGroup(ReadOnlySpan<char> text, ref int position)
    {
        char separator = Separator;
        int i = Count == 0 ? SkipPlus(text, position) : SkipSeparators(text, position, ref separator);
        bool isOpen = i < text.Length && text[i] == '(';
        i = isOpen ? SkipPlus(text, i + 1) : i;
        int end = ReadDigits(text, i);
        if (end == i || (isOpen && (end == text.Length || text[end] != ')')))
        {
            return false;
        }

        IsAreaInParentheses |= isOpen && Count == 0;
        Separator = separator;
        position = isOpen ? end + 1 : end;
        return true;
    }

    /// <summary>A plus sign stands before the first digit, outside or inside of a parenthesis.</summary>
    private int SkipPlus(ReadOnlySpan<char> text, int position)
    {
        bool isPlus = Count == 0 && !HasPlus && position < text.Length && text[position] == '+';
        HasPlus |= isPlus;
        return isPlus ? position + 1 : position;
    }

    private static int SkipSeparators(ReadOnlySpan<char> text, int position, ref char separator)
    {
        if (position + 1 < text.Length && text[position] == ' ' && char.IsAsciiDigit(text[position + 1]))
        {
            return position + 1;
        }

        int i = position;
        while (i < text.Length && i - position < MaxSeparators && IsSeparator(text[i]) && !IsEndOfSentence(text[i..]))
        {
            separator = text[i] is ' ' or '\u00A0' ? separator : text[i];
            i++;
        }

        return i;
    }

    private readonly int ReadDigits(ReadOnlySpan<char> text, int position)
    {
        int count = Count == 0 ? 0 : _ends[Count - 1];
        int length = DigitRun.Read(text, position, _digits[count..]);
        if (count + length > MaxDigits)
        {
            return position;
        }

        _ends[Count] = count + length;
        return position + length;
    }

    private static bool IsEndOfSentence(ReadOnlySpan<char> text) => text.StartsWith(". ");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSeparator(char character) => character is ' ' or '\u00A0' or '-' or '.' or '/' or '\u2010' or '\u2011' or '\u2013';
}
