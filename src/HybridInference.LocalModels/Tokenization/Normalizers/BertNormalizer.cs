using System.Globalization;
using System.Text;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>What BERT does to a text: drops control characters, sets Han characters apart, strips accents, makes letters small.</summary>
internal sealed class BertNormalizer : Normalizer
{
    private readonly bool _isCleaned;
    private readonly bool _isHanSetApart;
    private readonly bool _isStripped;
    private readonly bool _isLower;

    private BertNormalizer(ModelJson json)
    {
        _isCleaned = json.Boolean("clean_text", absent: true);
        _isHanSetApart = json.Boolean("handle_chinese_chars", absent: true);
        _isLower = json.Boolean("lowercase", absent: true);
        _isStripped = json.Boolean("strip_accents", absent: _isLower);
    }

    /// <summary>Reads a normalizer of type BertNormalizer.</summary>
    public static BertNormalizer Read(ModelJson json) => new(json);

    /// <inheritdoc/>
    public override string Normalize(string text)
    {
        StringBuilder changed = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Append(rune, changed);
        }

        string result = changed.ToString();
        result = _isStripped ? CharacterNormalizers.StripNonspacing(UnicodeNormalization.Normalize(result, isComposed: false, isCompatible: false)) : result;
        return _isLower ? CharacterNormalizers.Lowercase(result) : result;
    }

    private void Append(Rune rune, StringBuilder text)
    {
        if (_isHanSetApart && IsHan(rune.Value))
        {
            text.Append(' ').Append(rune).Append(' ');
        }
        else if (!_isCleaned)
        {
            text.Append(rune);
        }
        else if (Rune.IsWhiteSpace(rune) && !IsDropped(rune))
        {
            text.Append(' ');
        }
        else if (!IsDropped(rune))
        {
            text.Append(rune);
        }
    }

    private static bool IsDropped(Rune rune) => rune.Value is not ('\t' or '\n' or '\r')
        && (rune.Value is 0xFFFD || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse);

    private static bool IsHan(int value) => value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
