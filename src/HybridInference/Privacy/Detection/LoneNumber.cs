using System.Numerics;

namespace HybridInference;

/// <summary>A number of few digits by itself, as most numbers of a text are: a count, a year, an index. Nothing private is as short.</summary>
internal static class LoneNumber
{
    private const int FewestPrivateDigits = 5;
    private const int Characters = 128;

    /// <summary>White space, quotation marks, brackets and the like: no identifier, address or hash has them beside a digit.</summary>
    private static readonly bool[] Plain = Table(" \t\r\n\"'()[]{}<>,;!?|&*");

    /// <summary>Behind these the number does not go on, whatever follows.</summary>
    private static readonly bool[] Closing = Table("\t\r\n\"']{}<>;!?|&");

    /// <summary>Whether a number is nothing private.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="digits">Where digits are from there on.</param>
    /// <param name="length">The number of digits.</param>
    public static bool Is(ReadOnlySpan<char> text, int start, ulong digits, int length)
    {
        int end = start + length;
        bool isAlone = IsIn(Plain, text, start - 1) && (IsIn(Closing, text, end) || (BitOperations.PopCount(digits) < FewestPrivateDigits && (IsIn(Plain, text, end) || EndsSentence(text, end))));
        return isAlone && length < FewestPrivateDigits && !IsBehindCapital(text, start) && !MayBeIdentifier(text, start, digits, length);
    }

    private static bool MayBeIdentifier(ReadOnlySpan<char> text, int start, ulong digits, int length) =>
        length == IdentifierSchemes.MinLength
            ? ShortNumbers.Contains(text.Slice(start, length))
            : BitOperations.PopCount(digits) == IdentifierSchemes.MinLength;

    private static bool EndsSentence(ReadOnlySpan<char> text, int end) => text[end] == '.' && IsIn(Plain, text, end + 1);

    private static bool IsIn(bool[] characters, ReadOnlySpan<char> text, int place) =>
        (uint)place >= (uint)text.Length || (text[place] < characters.Length && characters[text[place]]);

    private static bool IsBehindCapital(ReadOnlySpan<char> text, int start) => start > 1 && char.IsAsciiLetterUpper(text[start - 2]);

    private static bool[] Table(string characters)
    {
        bool[] table = new bool[Characters];
        foreach (char character in characters)
        {
            table[character] = true;
        }

        return table;
    }
}
