using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Cheap questions about a run of letters and digits. Where the answer is no, no matcher of such runs need look.</summary>
/// <param name="text">The text.</param>
/// <param name="start">The first character of the run.</param>
/// <param name="end">The end of the run.</param>
/// <param name="cues">The words around.</param>
internal readonly ref struct TokenGlance(ReadOnlySpan<char> text, int start, int end, CueTrail cues)
{
    /// <summary>No identifier of digits only is reported without a word beside it that has fewer of them, but those with a sign behind the sixth.</summary>
    public const int FewestStrongDigits = 13;

    /// <summary>The number of digits before the sign, and the least number of all digits, of the shorter identifiers that are reported without a word.</summary>
    public const int DigitsBeforeSign = 6;

    /// <inheritdoc cref="DigitsBeforeSign"/>
    public const int FewestDigitsWithSign = 10;

    /// <summary>No identifier with letters has fewer digits, but some that have <see cref="ShortestWithFewDigits"/> characters or more.</summary>
    public const int FewestDigitsAmongLetters = 3;

    /// <summary>The length from which an identifier may have fewer digits than <see cref="FewestDigitsAmongLetters"/>.</summary>
    public const int ShortestWithFewDigits = 9;

    /// <summary>The digits of an account number without letters.</summary>
    private const int FewestAccountDigits = 26;

    private const int LongestWindow = 64;
    private const ulong WithinIdentifier = (1UL << IdentifierRun.MaxWritten) - 1;

    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Whether a matcher may find something in the run, or in a longer one that begins with it; never wrong when the answer is no.</summary>
    /// <param name="number">The digits from the start of the run on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayMatch(scoped in NumberWindow number)
    {
        if (end - start >= LongestWindow || IsBehindCapital())
        {
            return true;
        }

        ulong run = (1UL << (end - start)) - 1;
        return (number.Letters & run) != 0
            ? end - start >= TextToken.ShortestKey || MayMatchMixed(_text, start, end, cues, BitOperations.PopCount(number.Digits & run))
            : MayMatchNumber(number, run);
    }

    /// <summary>Letters may stand before an identifier.</summary>
    private bool IsBehindCapital() => start > 1 && _text[start - 1] is ' ' or '-' or '.' && char.IsAsciiLetterUpper(_text[start - 2]);

    /// <summary>Static, as <see cref="MayBeShortIdentifier"/> is: a glance whose address no other method has stays in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool MayMatchMixed(ReadOnlySpan<char> text, int start, int end, CueTrail cues, int digits) =>
        digits >= FewestDigitsAmongLetters || TextToken.IsBesideSign(text, start, end) || new TokenGlance(text, start, end, cues).MayMatchWithFewDigits();

    private bool MayMatchWithFewDigits() =>
        MayBeAccount() || MayFollowVerb()
            || ((end - start >= ShortestWithFewDigits || IdentifierRun.GoesOn(_text, end)) && MayBeIdentifier());

    /// <summary>Whether a word names an identifier, or it stands for itself.</summary>
    private bool MayBeIdentifier() =>
        IdentifierRun.HasUpperCase(_text, start, IdentifierSchemes.ShortestStrong) || IdentifierSchemes.MayNameItself(_text, start) || IsNamed();

    private bool IsNamed() => cues.HasSchemesAround(_text, start, start + IdentifierRun.MaxWritten);

    /// <summary>Whether the country of an international account number stands first.</summary>
    private bool MayBeAccount() =>
        start + 2 < _text.Length && char.IsAsciiDigit(_text[start + 2]) && char.IsAsciiLetter(_text[start]) && char.IsAsciiLetter(_text[start + 1])
            && IbanCountries.LengthOf(_text[start], _text[start + 1]) > 0;

    /// <summary>Whether the word before may be "password", or "is" in one of the languages that <see cref="NamedTokenMatcher"/> reads, by its last letters.</summary>
    private bool MayFollowVerb()
    {
        if (start < 3 || _text[start - 1] is not (' ' or '\t' or '"' or '\''))
        {
            return false;
        }

        ReadOnlySpan<char> before = _text[..start].TrimEnd(" \t\"',");
        return before switch
        {
            [.., 'i' or 'a' or 'e', 's'] or [.., 's' or 'e', 't'] or [.., 'ä' or 'e', 'r'] or [.., 'r', 'd'] or [.., 'è' or 'é'] => true,
            _ => false,
        };
    }

    /// <summary>Digits without letters: few of them by their check digit, more by a word beside them or by their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayMatchNumber(scoped in NumberWindow number, ulong run)
    {
        bool isHash = start > 0 && _text[start - 1] == '$';
        return isHash || number.Connected >= FewestAccountDigits || (!IsBehindSign() && MayBeIdentifier(number, run));
    }

    /// <summary>No identifier stands behind some signs.</summary>
    private bool IsBehindSign() => (CharacterTraits.At(_text, start - 1) & CharacterTraits.Sign) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayBeIdentifier(scoped in NumberWindow number, ulong run)
    {
        ulong digits = number.Digits & (IdentifierRun.GoesOn(_text, end) ? WithinIdentifier : run);
        int count = BitOperations.PopCount(digits);
        return count > IdentifierSchemes.MinLength
            ? IsStrong(number.Connected, start + number.NumberLength) || IsNamed()
            : count == IdentifierSchemes.MinLength && MayBeShortIdentifier(_text, start, digits, start + number.NumberLength);
    }

    private bool IsStrong(int connected, int endOfNumber) =>
        connected >= FewestStrongDigits
            || (connected >= FewestDigitsWithSign && _text[start + DigitsBeforeSign] is '-' or '+')
            || (endOfNumber < _text.Length && char.IsAsciiLetterUpper(_text[endOfNumber]));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool MayBeShortIdentifier(ReadOnlySpan<char> text, int start, ulong digits, int endOfNumber)
    {
        bool isInPieces = (digits & (digits + 1)) != 0;
        return isInPieces
            ? endOfNumber - start > BitOperations.Log2(digits)
            : ShortNumbers.Contains(text.Slice(start, IdentifierSchemes.MinLength));
    }
}
