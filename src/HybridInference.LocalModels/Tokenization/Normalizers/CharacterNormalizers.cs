using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>Normalizers that change or drop single characters.</summary>
internal static class CharacterNormalizers
{
    // The only character whose lower case is more than one character.
    private const char CapitalIWithDot = '\u0130';

    /// <summary>Makes every character lower case.</summary>
    public static string Lowercase(string text) =>
        text.ToLowerInvariant().Replace(CapitalIWithDot.ToString(), "i\u0307", StringComparison.Ordinal);

    /// <summary>Drops combining marks.</summary>
    public static string StripAccents(string text) => Change(text, rune => IsMark(rune) ? null : rune);

    /// <summary>Drops combining marks that take no space.</summary>
    public static string StripNonspacing(string text) =>
        Change(text, rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? null : rune);

    /// <summary>Does what SentencePiece's rule for machine translation does: drops control characters, turns others into spaces.</summary>
    public static string Nmt(string text) => Change(
        text, rune => IsDroppedControl(rune.Value) ? null : IsSpace(rune.Value) ? new Rune(' ') : rune);

    /// <summary>Writes every byte as the character that stands for it.</summary>
    public static string ByteLevel(string text)
    {
        char[] mapped = new char[Encoding.UTF8.GetByteCount(text)];
        ByteLevelAlphabet.Map(text, mapped);
        return new string(mapped);
    }

    private static string Change(string text, Func<Rune, Rune?> change)
    {
        StringBuilder result = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (change(rune) is Rune changed)
            {
                result.Append(changed);
            }
        }

        return result.ToString();
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsDroppedControl(int value) =>
        value is (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F;

    private static bool IsSpace(int value) => value is 0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F)
        or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD;
}
