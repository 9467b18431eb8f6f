using System.Text.Json;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels.Tests.Tokenization;

public class PreTokenizerTests
{
    private const string Split = """{"type": "Split", "pattern": {"String": "-"}, "invert": false, "behavior": """;

    [Theory]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": false}""", "Hi  you're 42!\n", "Hi|Ġ|Ġyou|'re|Ġ42|!|Ċ")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true}""", "Hi", "ĠHi")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true}""", " Hi", "ĠHi")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}""", "a ü", "aĠÃ¼")]
    [InlineData("""{"type": "Digits", "individual_digits": true}""", "a12b", "a|1|2|b")]
    [InlineData("""{"type": "Digits", "individual_digits": false}""", "a12b½", "a|12|b|½")]
    [InlineData("""{"type": "Punctuation"}""", "a, b$!", "a|,| b|$|!")]
    [InlineData("""{"type": "Punctuation", "behavior": "Contiguous"}""", "a...b", "a|...|b")]
    [InlineData("""{"type": "Whitespace"}""", "Hi you_2, x!?", "Hi|you_2|,|x|!?")]
    [InlineData("""{"type": "Whitespace"}""", "👨\u200D👩 a\u200C🅰!", "👨|\u200D|👩|a\u200C🅰|!")]
    [InlineData("""{"type": "WhitespaceSplit"}""", " a  b\tc ", "a|b|c")]
    [InlineData("""{"type": "BertPreTokenizer"}""", "Hi, you", "Hi|,|you")]
    [InlineData("""{"type": "CharDelimiterSplit", "delimiter": "-"}""", "a--b", "a|b")]
    [InlineData("""{"type": "Metaspace"}""", "Hi you  x", "▁Hi|▁you|▁|▁x")]
    [InlineData("""{"type": "Metaspace", "prepend_scheme": "never"}""", "Hi you", "Hi|▁you")]
    [InlineData("""{"type": "Metaspace", "prepend_scheme": "first", "split": false}""", "Hi you", "▁Hi▁you")]
    [InlineData("""{"type": "Metaspace", "add_prefix_space": false}""", "Hi", "Hi")]
    [InlineData("""{"type": "Metaspace", "replacement": "_"}""", " Hi", "_Hi")]
    [InlineData(Split + "\"Isolated\"}", "a-b--c", "a|-|b|-|-|c")]
    [InlineData(Split + "\"Removed\"}", "-a-b--c", "a|b|c")]
    [InlineData(Split + "\"MergedWithPrevious\"}", "the-final--countdown", "the-|final-|-|countdown")]
    [InlineData(Split + "\"MergedWithNext\"}", "the-final--countdown", "the|-final|-|-countdown")]
    [InlineData(Split + "\"Contiguous\"}", "the-final--countdown", "the|-|final|--|countdown")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "\\p{N}+"}, "invert": true, "behavior": "Removed"}""", "a12b3", "12|3")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "\\p{N}{1,3}"}, "behavior": "Isolated"}""", "12345", "123|45")]
    [InlineData("""{"type": "Sequence", "pretokenizers": [{"type": "Punctuation"}, {"type": "ByteLevel", "add_prefix_space": false}]}""", "a b.", "a|Ġb|.")]
    [InlineData("""{"type": "Sequence", "pretokenizers": []}""", "a b", "a b")]
    public void Split_KnownType_GivesPieces(string json, string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Pieces(json, new TextPiece(text.AsMemory(), IsFirst: true))));

    [Fact]
    public void Split_MetaspaceFirst_LeavesLaterPartsWithoutPrefix() =>
        Assert.Equal(["Hi"], Pieces("""{"type": "Metaspace", "prepend_scheme": "first"}""", new TextPiece("Hi".AsMemory(), IsFirst: false)));

    private static IEnumerable<string> Pieces(string json, TextPiece text)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        PreTokenizer preTokenizer = PreTokenizerReader.Read(new ModelJson("tokenizer.json", document.RootElement));
        return preTokenizer.Split([text]).Select(piece => piece.Text.ToString());
    }
}
