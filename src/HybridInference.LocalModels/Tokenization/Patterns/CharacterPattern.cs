using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>A kind of character as a pattern; every such character is a match.</summary>
internal sealed class CharacterPattern(Func<Rune, bool> isMatch) : TextPattern
{
    /// <summary>White space.</summary>
    public static readonly CharacterPattern WhiteSpace = new(Rune.IsWhiteSpace);

    /// <summary>Punctuation of Unicode, and all of ASCII that is neither letter, digit nor space.</summary>
    public static readonly CharacterPattern Punctuation = new(IsPunctuation);

    /// <summary>Digits and other numbers.</summary>
    public static readonly CharacterPattern Number = new(Rune.IsNumber);

    /// <inheritdoc/>
    protected override void FindMatches(ReadOnlySpan<char> text, List<PatternPart> matches)
    {
        int start = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int end = Math.Min(start + rune.Utf16SequenceLength, text.Length);
            if (isMatch(rune))
            {
                matches.Add(new PatternPart(start, end, IsMatch: true));
            }

            start = end;
        }
    }

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune)
        || (rune.IsAscii && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol);
}
