using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// A text whose characters outside of the basic plane are replaced by one of the same category inside it, one for one. .NET's regular
/// expressions see such a character as two halves of no category; with a stand-in, <c>\p{L}</c> and its like match as they should.
/// </summary>
internal sealed class BasicPlaneText
{
    // Rarely used characters, none of which is in a range that tokenizers name.
    private static readonly Dictionary<UnicodeCategory, char> StandIns = new()
    {
        [UnicodeCategory.UppercaseLetter] = '\uA640',
        [UnicodeCategory.LowercaseLetter] = '\uA641',
        [UnicodeCategory.ModifierLetter] = '\uA4F8',
        [UnicodeCategory.OtherLetter] = '\uA840',
        [UnicodeCategory.NonSpacingMark] = '\uA66F',
        [UnicodeCategory.SpacingCombiningMark] = '\uA823',
        [UnicodeCategory.DecimalDigitNumber] = '\uA620',
        [UnicodeCategory.LetterNumber] = '\uA6E6',
        [UnicodeCategory.OtherNumber] = '\uA830',
        [UnicodeCategory.OtherSymbol] = '\uA828',
        [UnicodeCategory.MathSymbol] = '\uFB29',
        [UnicodeCategory.ModifierSymbol] = '\uA700',
        [UnicodeCategory.CurrencySymbol] = '\uA838',
        [UnicodeCategory.OtherPunctuation] = '\uA60D',
        [UnicodeCategory.DashPunctuation] = '\uFE58',
        [UnicodeCategory.Format] = '\uFFF9',
        [UnicodeCategory.PrivateUse] = '\uE000',
    };

    private const char UnassignedStandIn = '\uFDD0';
    private const char HanStandIn = '\uFA0E';

    private readonly List<int> _offsets;

    /// <summary>Initializes the text.</summary>
    public BasicPlaneText(ReadOnlySpan<char> text)
    {
        StringBuilder replaced = new(text.Length);
        _offsets = new List<int>(text.Length + 1);
        int offset = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            _offsets.Add(offset);
            replaced.Append(rune.IsBmp ? (char)rune.Value : StandIn(rune));
            offset += rune.Utf16SequenceLength;
        }

        _offsets.Add(offset);
        Text = replaced.ToString();
    }

    /// <summary>Gets the text with the stand-ins.</summary>
    public string Text { get; }

    /// <summary>Gets where a position of this text is in the original one.</summary>
    public int Offset(int position) => _offsets[position];

    private static char StandIn(Rune rune) => rune.Value is >= 0x20000 and <= 0x3FFFF && Rune.IsLetter(rune)
        ? HanStandIn
        : StandIns.GetValueOrDefault(Rune.GetUnicodeCategory(rune), UnassignedStandIn);
}
