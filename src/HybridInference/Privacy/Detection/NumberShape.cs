using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Cheap questions about the digits at a place. Where the answer is no, a matcher need not look.</summary>
internal static class NumberShape
{
    private const ulong LongestDay = 0b111;
    private const int DateLength = 10;

    /// <summary>
    /// Whether the first two groups are of a kind of number that needs no word beside it, but for those that begin with 0: a social security
    /// number (nine digits, or three and two), a card (twelve digits or more, or groups of four to seven), a number of the North American plan
    /// (three and three or seven, behind a 1 or not).
    /// </summary>
    public static bool HasTellingGroups(in NumberWindow number)
    {
        int first = number.Length;
        if (first == SocialSecurityMatcher.Digits || first >= CardNumberMatcher.MinDigits)
        {
            return true;
        }

        int second = BitOperations.TrailingZeroCount(~(number.Digits >> (first + 1)));
        return number.Connected > first && (second == 0 || first switch
        {
            1 => second == 3,
            3 => second is 2 or 3 or 7,
            4 => second is >= 3 and <= 7,
            >= 5 and <= 7 => second is >= 4 and <= 7,
            _ => false,
        });
    }

    /// <summary>Whether a date with the name or the sign of its month may start at a place, or have its day there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayBeWrittenDate(ReadOnlySpan<char> text, int start, in NumberWindow number) =>
        MayBeDay(text, start, number) || IsBeforeSign(text, start + number.Length);

    /// <summary>Whether one or two digits at a place may be the day of a date with the name of its month, before or behind it: a year must follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayBeDay(ReadOnlySpan<char> text, int start, in NumberWindow number)
    {
        ulong digits = number.Digits;
        ulong years = digits & (digits >> 1) & (digits >> 2) & (digits >> 3);
        return (digits & LongestDay) != LongestDay && years != 0 && (IsBehindMonth(text, start) || IsBeforeMonth(text, start + number.Length));
    }

    /// <summary>A letter of another alphabet, perhaps behind a space, as the sign for a year is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBeforeSign(ReadOnlySpan<char> text, int end) => text[end..] switch
    {
        [> '\u02FF', ..] or [' ', > '\u02FF', ..] => true,
        _ => false,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBehindMonth(ReadOnlySpan<char> text, int start) => start > 1 && text[start - 1] is ' ' or '-' && char.IsLetter(text[start - 2]);

    /// <summary>The month begins at once, behind a sign, or behind a sign and a space.</summary>
    private static bool IsBeforeMonth(ReadOnlySpan<char> text, int end) => text[end..] switch
    {
        [var first, ..] when char.IsLetter(first) => MayBeginMonth(text, end),
        [' ' or ',' or '-' or '.', var first, ..] when char.IsLetter(first) => MayBeginMonth(text, end + 1),
        [' ' or ',' or '-' or '.', ' ' or '-', var first, ..] when char.IsLetter(first) => MayBeginMonth(text, end + 2),
        _ => false,
    };

    /// <summary>No month, and no word or ending before it, is one letter of ASCII.</summary>
    private static bool MayBeginMonth(ReadOnlySpan<char> text, int start) =>
        !char.IsAscii(text[start]) || (start + 1 < text.Length && char.IsLetter(text[start + 1]));

    /// <summary>Whether a year, a month and a day stand at a place, with dashes between, and perhaps an hour and a colon behind. No phone number is written so.</summary>
    public static bool IsDateStamp(ReadOnlySpan<char> text, int start, in NumberWindow number)
    {
        if (!number.HasDateGroups || text.Length <= start + DateLength)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[start..Math.Min(text.Length, start + DateLength + 4)];
        return rest[4] == '-' && rest[7] == '-' && IsDate(rest) && IsEndOfDate(rest[DateLength..])
            && (start == 0 || text[start - 1] is not ('+' or '('));
    }

    /// <summary>Whether a text that begins with a year, a month and a day, with dashes between, begins with a date.</summary>
    public static bool IsDate(ReadOnlySpan<char> date) =>
        date[..2] is "19" or "20" && Compact.Number(date[5..7]) is >= 1 and <= 12 && Compact.Number(date[8..10]) is >= 1 and <= 31;

    private static bool IsEndOfDate(ReadOnlySpan<char> rest) =>
        rest[0] == ' ' ? rest.Length == 4 && Compact.HasShape(rest, " dd:") : !IsBetweenDigits(rest[0]) && !char.IsAsciiDigit(rest[0]);

    private static bool IsBetweenDigits(char character) => character is ' ' or '-' or '.' or '/' or '(' or ')' or '\u00A0' or '\u2010' or '\u2011' or '\u2013';
}
