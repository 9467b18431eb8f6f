using System.Numerics;

namespace HybridInference;

/// <summary>Cheap questions about a run of letters and digits. Where the answer is no, no matcher of such runs need look.</summary>
internal static class TokenGlance
{
    /// <summary>No identifier that begins with a digit has fewer digits, but short ones of digits only.</summary>
    public const int FewestDigits = 5;

    /// <summary>No identifier of at most <see cref="LongestPlain"/> letters and digits has fewer digits.</summary>
    public const int FewestDigitsAmongLetters = 3;

    /// <summary>Longer runs may be a token, and digits alone of most kinds.</summary>
    public const int LongestPlain = 8;

    private const ulong WithinIdentifier = (1UL << IdentifierRun.MaxWritten) - 1;

    /// <summary>Whether a matcher may find something in a run, or in one that begins with it; never wrong when the answer is no.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first character of the run.</param>
    /// <param name="end">The end of the run.</param>
    /// <param name="window">The text from its start on.</param>
    public static bool MayMatch(ReadOnlySpan<char> text, int start, int end, in TextWindow window)
    {
        int length = end - start;
        if (length > LongestPlain || IsBesideSign(text, start, end) || IsBehindCapital(text, start))
        {
            return true;
        }

        bool goesOn = IdentifierRun.GoesOn(text, end);
        ulong run = (1UL << length) - 1;
        ulong digits = window[CharacterKind.Digit] & (goesOn ? WithinIdentifier : run);
        return (window[CharacterKind.Letter] & run) != 0
            ? goesOn || BitOperations.PopCount(digits) >= FewestDigitsAmongLetters || MayBeAccount(text, start) || MayFollowVerb(text, start)
            : MayBeNumber(text, start, digits, goesOn, window);
    }

    /// <summary>Hashes and data in Base64 go on behind a sign.</summary>
    private static bool IsBesideSign(ReadOnlySpan<char> text, int start, int end) =>
        (start > 0 && text[start - 1] is '$' or '+' or '/') || (end < text.Length && text[end] is '=' or '$' or '~' or '+' or '/');

    /// <summary>Letters may stand before an identifier.</summary>
    private static bool IsBehindCapital(ReadOnlySpan<char> text, int start) =>
        start > 1 && text[start - 1] is ' ' or '-' or '.' && char.IsAsciiLetterUpper(text[start - 2]);

    /// <summary>Whether the country of an international account number stands at a place.</summary>
    private static bool MayBeAccount(ReadOnlySpan<char> text, int start) =>
        start + 2 < text.Length && char.IsAsciiDigit(text[start + 2]) && char.IsAsciiLetter(text[start]) && char.IsAsciiLetter(text[start + 1])
            && IbanCountries.LengthOf(text[start], text[start + 1]) > 0;

    /// <summary>Whether the word before may be "password", or "is" in one of the languages that <see cref="NamedTokenMatcher"/> reads, by its last letters.</summary>
    private static bool MayFollowVerb(ReadOnlySpan<char> text, int start)
    {
        if (start < 3 || text[start - 1] is not (' ' or '\t' or '"' or '\''))
        {
            return false;
        }

        ReadOnlySpan<char> before = text[..start].TrimEnd(" \t\"',");
        return before switch
        {
            [.., 'i' or 'a' or 'e', 's'] or [.., 's' or 'e', 't'] or [.., 'ä' or 'e', 'r'] or [.., 'r', 'd'] or [.., 'è' or 'é'] => true,
            _ => false,
        };
    }

    /// <summary>Digits without letters: by their number, and few of them by their check digit too.</summary>
    private static bool MayBeNumber(ReadOnlySpan<char> text, int start, ulong digits, bool goesOn, in TextWindow window)
    {
        int count = BitOperations.PopCount(digits);
        if (count != IdentifierSchemes.MinLength)
        {
            return count > IdentifierSchemes.MinLength;
        }

        bool isInPieces = (digits & (digits + 1)) != 0;
        return isInPieces
            ? BitOperations.TrailingZeroCount(~window[CharacterKind.Number]) > BitOperations.Log2(digits)
            : IdentifierSchemes.IsShortNumber(text.Slice(start, IdentifierSchemes.MinLength));
    }
}
