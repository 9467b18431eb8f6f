using System.Diagnostics;

namespace HybridInference.LocalModels.Tests.Tokenization;

public class BpeModelTests
{
    private const string Letters = """{"a": 0, "b": 1, "c": 2, "ab": 3, "bc": 4, "abc": 5, "?": 6, "aa": 7, "aaaa": 8}""";

    [Theory]
    [InlineData("ab", new[] { 3 })]
    [InlineData("abc", new[] { 3, 2 })]
    [InlineData("bc", new[] { 4 })]
    [InlineData("cab", new[] { 2, 3 })]
    [InlineData("aaaaa", new[] { 8, 0 })]
    [InlineData("", new int[0])]
    public void Encode_Merges_AppliesLowestRankFirst(string text, int[] expected)
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Letters, """["a b", "b c", "a a", "aa aa"]"""));
        Assert.Equal(expected, TokenizerFolder.Encode(tokenizer, text));
    }

    [Fact]
    public void Encode_MergesAsPairs_AppliesThem()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Letters, """[["b", "c"], ["a", "bc"]]"""));
        Assert.Equal([5], TokenizerFolder.Encode(tokenizer, "abc"));
    }

    [Theory]
    [InlineData("true", new[] { 5 })]
    [InlineData("false", new[] { 3, 2 })]
    public void Encode_PieceIsToken_SplitsItUnlessMergesAreIgnored(string ignoresMerges, int[] expected)
    {
        string options = $", \"ignore_merges\": {ignoresMerges}";
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Letters, """["a b"]""", options));
        Assert.Equal(expected, TokenizerFolder.Encode(tokenizer, "abc"));
    }

    [Theory]
    [InlineData("", new[] { 0, 1 })]
    [InlineData(", \"unk_token\": \"?\"", new[] { 0, 6, 6, 1 })]
    [InlineData(", \"unk_token\": \"?\", \"fuse_unk\": true", new[] { 0, 6, 1 })]
    public void Encode_UnknownCharacters_DropsOrMarksThem(string options, int[] expected)
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Letters, "[]", options));
        Assert.Equal(expected, TokenizerFolder.Encode(tokenizer, "axyb"));
    }

    [Fact]
    public void Encode_ByteFallback_WritesBytesOfUnknownCharacters()
    {
        const string Vocabulary = """{"a": 0, "<0xC3>": 1, "<0xBC>": 2, "?": 3}""";
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(
            TokenizerFolder.Bpe(Vocabulary, "[]", ", \"byte_fallback\": true, \"unk_token\": \"?\""));
        Assert.Equal([0, 1, 2, 3], TokenizerFolder.Encode(tokenizer, "aüß"));
    }

    [Fact]
    public void Encode_PrefixAndSuffix_MarksCharactersOfThePiece()
    {
        const string Vocabulary = """{"a": 0, "##b": 1, "##c</w>": 2, "ab": 3, "a</w>": 4}""";
        const string Options = ", \"continuing_subword_prefix\": \"##\", \"end_of_word_suffix\": \"</w>\"";
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Vocabulary, """["a ##b"]""", Options));
        Assert.Equal([3, 2], TokenizerFolder.Encode(tokenizer, "abc"));
        Assert.Equal([4], TokenizerFolder.Encode(tokenizer, "a"));
    }

    [Fact]
    public void Encode_OneLetterRepeated_TakesTimeInProportion()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Letters, """["a a", "aa aa"]"""));
        double small = FastestOfThree(tokenizer, new string('a', 1 << 16));
        double large = FastestOfThree(tokenizer, new string('a', 1 << 20));

        // The text is 16 times as long; were the work quadratic, it would take 256 times as long.
        Assert.True(large < 100 * small, $"{large} ms for 1 MiB, {small} ms for 64 KiB");
    }

    private static double FastestOfThree(ModelTokenizer tokenizer, string text) => Enumerable.Range(0, 3).Min(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(text.Length / 4, TokenizerFolder.Encode(tokenizer, text).Count);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    });
}
