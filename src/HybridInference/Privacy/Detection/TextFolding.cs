using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace HybridInference;

/// <summary>Characters that look like an ASCII character, or like nothing at all.</summary>
/// <remarks>
/// Unicode Character Database: the blocks General Punctuation, Halfwidth and Fullwidth Forms, the decimal digits of every script, and what has the
/// property Default_Ignorable_Code_Point in the Basic Multilingual Plane and the Supplementary Special-purpose Plane.
/// </remarks>
internal static class TextFolding
{
    /// <summary>What <see cref="Fold(char)"/> returns for a character that is not seen.</summary>
    public const char Invisible = '\0';

    /// <summary>The characters that change when they are folded, first halves among them that do so before some second half.</summary>
    public static readonly SearchValues<char> Foldable = SearchValues.Create(AllFoldable());

    /// <summary>Folds a character of a text. Of a digit beyond the Basic Multilingual Plane the first half becomes the digit, and the second is not seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Fold(ReadOnlySpan<char> text, int place) => char.IsAscii(text[place]) ? text[place] : FoldAt(text, place);

    public static char Fold(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        > '\u007F' when char.IsDigit(character) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)),
        _ => FoldPunctuation(character),
    };

    private static char FoldAt(ReadOnlySpan<char> text, int place)
    {
        char character = text[place];
        int first = char.IsLowSurrogate(character) ? place - 1 : place;
        bool isHalf = char.IsSurrogate(character) && first >= 0 && first + 1 < text.Length && char.IsSurrogatePair(text[first], text[first + 1]);
        return isHalf ? FoldHalf(text[first], text[first + 1], isFirst: first == place) : Fold(character);
    }

    private static char FoldHalf(char first, char second, bool isFirst)
    {
        var whole = new Rune(first, second);
        if (IsDigitHalf(first) && Rune.IsDigit(whole))
        {
            return isFirst ? (char)('0' + Rune.GetNumericValue(whole)) : Invisible;
        }

        return IsIgnorableHalf(first) ? Invisible : isFirst ? first : second;
    }

    private static char FoldPunctuation(char character) => character switch
    {
        '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' => ' ',
        (>= '\u2010' and <= '\u2015') or '\u2212' => '-',
        '\u2018' or '\u2019' => '\'',
        '\u201C' or '\u201D' or '\u201E' => '"',
        _ => IsInvisible(character) ? Invisible : character,
    };

    private static bool IsInvisible(char character) => character < '\u2000' ? IsInvisibleLetter(character) : character
        is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\u3164'
        or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF' or '\uFFA0' or (>= '\uFFF0' and <= '\uFFF8') || IsIgnorableHalf(character);

    private static bool IsInvisibleLetter(char character) => character
        is '\u00AD' or '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or (>= '\u180B' and <= '\u180F');

    /// <summary>The first halves of U+E0000 to U+E0FFF: tags and further variation selectors.</summary>
    private static bool IsIgnorableHalf(char character) => character is >= '\uDB40' and <= '\uDB43';

    /// <summary>The first halves of the digits in the Supplementary Multilingual Plane, the only ones beyond the basic one.</summary>
    private static bool IsDigitHalf(char character) => character
        is '\uD801' or (>= '\uD803' and <= '\uD807') or '\uD818' or '\uD81A' or '\uD81B' or '\uD833' or '\uD835' or (>= '\uD838' and <= '\uD83A') or '\uD83E';

    private static string AllFoldable() =>
        string.Concat(Enumerable.Range(0x80, 0xFF80).Select(code => (char)code).Where(character => Fold(character) != character || IsDigitHalf(character)));
}
