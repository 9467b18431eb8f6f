using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace HybridInference;

/// <summary>Characters that look like an ASCII character, or like nothing at all.</summary>
/// <remarks>
/// Unicode Character Database: the blocks General Punctuation, Halfwidth and Fullwidth Forms, the decimal digits of every script in the Basic
/// Multilingual Plane, and what has the property Default_Ignorable_Code_Point there and in the Supplementary Special-purpose Plane.
/// </remarks>
internal static class TextFolding
{
    /// <summary>What <see cref="Fold(char)"/> returns for a character that is not seen.</summary>
    public const char Invisible = '\0';

    /// <summary>The characters that change when they are folded.</summary>
    public static readonly SearchValues<char> Foldable = SearchValues.Create(AllFoldable());

    /// <summary>Folds a character by the one before it, which tells what half of a character beyond the Basic Multilingual Plane it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Fold(char character, char before) => char.IsAscii(character) ? character : FoldHalf(character, before);

    public static char Fold(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        > '\u007F' when char.IsDigit(character) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)),
        _ => FoldPunctuation(character),
    };

    private static char FoldHalf(char character, char before) =>
        char.IsLowSurrogate(character) && IsIgnorableHalf(before) ? Invisible : Fold(character);

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

    private static string AllFoldable() =>
        string.Concat(Enumerable.Range(0x80, 0xFF80).Select(code => (char)code).Where(character => Fold(character) != character));
}
