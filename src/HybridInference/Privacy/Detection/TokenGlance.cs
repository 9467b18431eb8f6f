using System.Numerics;

namespace HybridInference;

/// <summary>Cheap questions about a run of letters and digits. Where the answer is no, no matcher of such runs need look.</summary>
internal static class TokenGlance
{
    /// <summary>No identifier that begins with a digit has fewer digits, but short ones of digits only.</summary>
    public const int FewestDigits = 5;

    /// <summary>No identifier of at most <see cref="LongestPlain"/> letters and digits has fewer digits.</summary>
    public const int FewestDigitsAmongLetters = 3;

    /// <summary>Longer runs may be a token.</summary>
    public const int LongestPlain = 8;

    private const ulong WithinIdentifier = (1UL << IdentifierRun.MaxWritten) - 1;

    /// <summary>Whether a matcher may find something in a run, or in one that begins with it; never wrong when the answer is no.</summary>
    public static bool MayMatch(ReadOnlySpan<char> text, CharacterMap map, int start, int end)
    {
        ulong digits = map.Window(text, CharacterKind.Digit, start) & WithinIdentifier;
        int count = BitOperations.PopCount(digits);
        if (count >= FewestDigits || IsBesideSign(text, start, end) || IsBehindCapital(text, start))
        {
            return true;
        }

        bool isShort = end - start <= LongestPlain;
        bool hasLetters = !isShort || (map.Window(text, CharacterKind.Letter, start) & ((1UL << (end - start)) - 1)) != 0;
        return hasLetters
            ? !isShort || count >= FewestDigitsAmongLetters || MayMatchMixed(text, start, end)
            : count == IdentifierSchemes.MinLength && MayMatchNumber(text, map, start, digits);
    }

    /// <summary>Hashes and data in Base64 go on behind a sign, and letters may stand before an identifier.</summary>
    private static bool IsBesideSign(ReadOnlySpan<char> text, int start, int end) =>
        (start > 0 && text[start - 1] is '$' or '+' or '/') || (end < text.Length && text[end] is '=' or '$' or '~' or '+' or '/');

    private static bool IsBehindCapital(ReadOnlySpan<char> text, int start) =>
        start > 1 && text[start - 1] is ' ' or '-' or '.' && char.IsAsciiLetterUpper(text[start - 2]);

    private static bool MayMatchMixed(ReadOnlySpan<char> text, int start, int end) =>
        IdentifierRun.GoesOn(text, end) || MayBeAccount(text, start) || MayFollowVerb(text, start);

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

    private static bool MayMatchNumber(ReadOnlySpan<char> text, CharacterMap map, int start, ulong digits)
    {
        int length = BitOperations.TrailingZeroCount(~map.Window(text, CharacterKind.Number, start));
        bool isInPieces = (digits & (digits + 1)) != 0;
        return isInPieces
            ? length > BitOperations.Log2(digits)
            : IdentifierSchemes.IsShortNumber(text.Slice(start, IdentifierSchemes.MinLength));
    }
}
