using System.Numerics;

namespace HybridInference;

/// <summary>A number of few digits by itself, as most numbers of a text are: a count, a year, an index. Nothing private is as short.</summary>
internal static class LoneNumber
{
    private const int FewestPrivateDigits = 5;

    /// <summary>White space, quotation marks, brackets and the like: no identifier, address, date or hash has them beside a digit.</summary>
    private static readonly UInt128 Plain = " \t\r\n\"'()[]{}<>,;!?|&*".Aggregate(UInt128.Zero, (set, character) => set | (UInt128.One << character));

    /// <summary>Returns the end of a number at the start of whose digits it is asked, or the place itself where it may be more than such a number.</summary>
    public static int EndOf(ReadOnlySpan<char> text, CharacterMap map, int start)
    {
        ulong digits = map.Window(text, CharacterKind.Digit, start);
        int length = BitOperations.TrailingZeroCount(~digits);
        if (BitOperations.PopCount(digits) >= FewestPrivateDigits || !IsPlain(text, start - 1) || !IsPlain(text, start + length) || IsBehindCapital(text, start))
        {
            return start;
        }

        bool mayBeIdentifier = length == IdentifierSchemes.MinLength
            ? IdentifierSchemes.IsShortNumber(text.Slice(start, length))
            : BitOperations.PopCount(digits) >= IdentifierSchemes.MinLength;
        return mayBeIdentifier ? start : start + length;
    }

    private static bool IsPlain(ReadOnlySpan<char> text, int place) =>
        (uint)place >= (uint)text.Length || (text[place] < 128 && (Plain >> text[place] & 1) != 0);

    private static bool IsBehindCapital(ReadOnlySpan<char> text, int start) => start > 1 && char.IsAsciiLetterUpper(text[start - 2]);
}
