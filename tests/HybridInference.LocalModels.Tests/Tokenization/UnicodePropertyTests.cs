using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels.Tests.Tokenization;

/// <summary>What holds for any text, characters outside of the basic plane included.</summary>
public class UnicodePropertyTests
{
    private static readonly Gen<Rune> Runes = Gen.Frequency(
        (4, Gen.Int[0x20, 0x7E]), (1, Gen.OneOf(Array.ConvertAll<int, Gen<int>>([0x0A, 0x0D, 0x09, 0x85, 0xA0, 0x200D, 0x3000], Gen.Const))), (2, Gen.Int[0xA0, 0xD7FF]),
        (1, Gen.Int[0xE000, 0xFFFF]), (2, Gen.Int[0x1F300, 0x1FAFF]), (1, Gen.Int[0x10000, 0x1FFFF]), (1, Gen.Int[0x20000, 0x10FFFF])).Select(value => new Rune(value));

    private static readonly Gen<string> Texts = Runes.List[0, 40].Select(runes => string.Concat(runes));

    /// <summary>The patterns of GPT-2, Llama 3, o200k, DeepSeek-V3 and Kimi-K2.</summary>
    public static TheoryData<string> Patterns =>
    [
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'ll)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        @"[一-龥぀-ゟ゠-ヿ]+|[!-/:-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        @"[\p{Han}]+|[\p{Lu}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lo}\p{M}&&[^\p{Han}]]+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s+(?!\S)|\s+",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Decode_EncodedText_IsTheText(string pattern)
    {
        string split = $$"""{"type": "Split", "pattern": {"Regex": {{JsonValue.Create(pattern).ToJsonString()}} }, "behavior": "Isolated"}""";
        const string Bytes = """{"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}""";
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(
            TokenizerFolder.ByteLevel(preTokenizer: $$"""{"type": "Sequence", "pretokenizers": [{{split}}, {{Bytes}}]}"""));

        Texts.Sample(text =>
        {
            List<int> ids = TokenizerFolder.Encode(tokenizer, text);
            Assert.Equal(text, tokenizer.Decode([.. ids]));
            TokenDecoder decoder = tokenizer.CreateDecoder();
            Assert.Equal(text, string.Concat(ids.Select(decoder.Append)) + decoder.Flush());
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void FindParts_AnyText_SplitsAsRuneByRune()
    {
        var pattern = new RegexPattern(@"\p{L}+|\p{N}{1,3}|\p{M}|[😀-🙏]+|\s+");
        Texts.Sample(text =>
        {
            List<PatternPart> parts = [];
            pattern.FindParts(text, parts);
            Assert.Equal(SplitSlowly(text), parts.Where(part => part.IsMatch).Select(part => text[part.Start..part.End]));
        }, iter: 3000, threads: 1);
    }

    private static List<string> SplitSlowly(string text)
    {
        (Func<Rune, bool> IsOne, int Most)[] kinds =
        [
            (Rune.IsLetter, int.MaxValue),
            (Rune.IsNumber, 3),
            (rune => Rune.GetUnicodeCategory(rune) is >= System.Globalization.UnicodeCategory.NonSpacingMark and <= System.Globalization.UnicodeCategory.EnclosingMark, 1),
            (rune => rune.Value is >= 0x1F600 and <= 0x1F64F, int.MaxValue),
            (Rune.IsWhiteSpace, int.MaxValue),
        ];
        List<string> matches = [];
        Rune[] runes = [.. text.EnumerateRunes()];
        for (int start = 0, end; start < runes.Length; start = end)
        {
            end = start + 1;
            (Func<Rune, bool> isOne, int most) = Array.Find(kinds, kind => kind.IsOne(runes[start]));
            while (isOne is not null && end < runes.Length && end - start < most && isOne(runes[end]))
            {
                end++;
            }

            if (isOne is not null)
            {
                matches.Add(string.Concat(runes[start..end]));
            }
        }

        return matches;
    }
}
