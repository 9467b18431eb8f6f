using System.Buffers;
using System.Globalization;

namespace HybridInference;

/// <summary>Characters that look like an ASCII character, or like nothing at all.</summary>
/// <remarks>Unicode Character Database: the blocks General Punctuation, Halfwidth and Fullwidth Forms, and the decimal digits of every script.</remarks>
internal static class TextFolding
{
    /// <summary>What <see cref="Fold"/> returns for a character that is not seen.</summary>
    public const char Invisible = '\0';

    /// <summary>The characters that change when they are folded.</summary>
    public static readonly SearchValues<char> Foldable = SearchValues.Create(AllFoldable());

    public static char Fold(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        > '\u007F' when char.IsDigit(character) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)),
        _ => FoldPunctuation(character),
    };

    private static char FoldPunctuation(char character) => character switch
    {
        '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' => ' ',
        (>= '\u2010' and <= '\u2015') or '\u2212' => '-',
        '\u2018' or '\u2019' => '\'',
        '\u201C' or '\u201D' or '\u201E' => '"',
        _ => IsInvisible(character) ? Invisible : character,
    };

    private static bool IsInvisible(char character) => character is '\u00AD' or (>= '\u200B' and <= '\u200F')
        or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF';

    private static string AllFoldable() =>
        string.Concat(Enumerable.Range(0x80, 0xFF80).Select(code => (char)code).Where(character => Fold(character) != character));
}
