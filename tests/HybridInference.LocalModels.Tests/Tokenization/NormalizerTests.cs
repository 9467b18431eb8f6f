using System.Text.Json;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels.Tests.Tokenization;

public class NormalizerTests
{
    // A table that writes "A" as "b" and "é" in two characters as "é" in one; built by hand as SentencePiece lays it out.
    [Theory]
    [InlineData("""{"type": "Prepend", "prepend": "_"}""", "a b", "_a b")]
    [InlineData("""{"type": "Prepend", "prepend": "_"}""", "", "")]
    [InlineData("""{"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}""", "a b ", "a▁b▁")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "$0"}""", "a   b c", "a$0b c")]
    [InlineData("""{"type": "Replace", "pattern": {"String": ""}, "content": "x"}""", "ab", "ab")]
    [InlineData("""{"type": "Lowercase"}""", "AÉİ", "aéi\u0307")]
    [InlineData("""{"type": "StripAccents"}""", "e\u0301a\u0308", "ea")]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": false}""", " a ", "a ")]
    [InlineData("""{"type": "Strip"}""", " a\n", "a")]
    [InlineData("""{"type": "Nmt"}""", "a\u0001\tb\u200Bc\u2581", "a b c ")]
    [InlineData("""{"type": "ByteLevel"}""", "a é", "aĠÃ©")]
    [InlineData("""{"type": "NFC"}""", "e\u0301", "é")]
    [InlineData("""{"type": "NFD"}""", "é", "e\u0301")]
    [InlineData("""{"type": "NFKC"}""", "ﬁ①Ａ", "fi1A")]
    [InlineData("""{"type": "NFKD"}""", "ﬁé", "fie\u0301")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}""", "ÉÀ", "ea")]
    [InlineData("""{"type": "Sequence", "normalizers": []}""", "x", "x")]
    [InlineData("""{"type": "BertNormalizer"}""", "É\tA\u0000\u200B\uFFFD中x𠮷\u00A0", "e a 中 x 𠮷  ")]
    [InlineData("""{"type": "BertNormalizer", "lowercase": false}""", "É", "É")]
    [InlineData("""{"type": "BertNormalizer", "strip_accents": false}""", "É", "é")]
    [InlineData("""{"type": "BertNormalizer", "lowercase": false, "strip_accents": true}""", "Éि", "Eि")]
    [InlineData("""{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": null}""", "A\u0001\t中", "a\u0001\t中")]
    public void Normalize_KnownType_RewritesText(string json, string text, string expected)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal(expected, NormalizerReader.Read(new ModelJson("tokenizer.json", document.RootElement)).Normalize(text));
    }

    [Theory]
    [InlineData("AB", "bB")]
    [InlineData("xAy", "xby")]
    [InlineData("", "")]
    [InlineData("👨‍👩‍👧", "👨‍👩‍👧")]
    public void Normalize_Precompiled_ReplacesWhatTheTableNames(string text, string expected)
    {
        // A trie with the one entry "A": the root, at its offset the label, at the label's offset the value, which is the place of "b".
        uint[] units = new uint[256];
        units[0] = 1u << 10;
        units[1 ^ 'A'] = (2u << 10) | (1 << 8) | 'A';
        units[1 ^ 'A' ^ 2] = 1u << 31;
        byte[] map = [.. BitConverter.GetBytes(units.Length * 4), .. units.SelectMany(BitConverter.GetBytes), .. "b\0"u8];
        string json = $$"""{"type": "Precompiled", "precompiled_charsmap": "{{Convert.ToBase64String(map)}}"}""";
        Normalize_KnownType_RewritesText(json, text, expected);
    }
}
