namespace HybridInference.LocalModels.Tests.Tokenization;

public class UnigramModelTests
{
    private const string Vocabulary =
        """[["<unk>", 0], ["a", -2], ["b", -2.5], ["ab", -4], ["abab", -9.5], ["ü", -3], ["<0xC3>", -8], ["<0x9F>", -8]]""";

    [Theory]
    [InlineData("ab", new[] { 3 })]
    [InlineData("abab", new[] { 3, 3 })]
    [InlineData("ba", new[] { 2, 1 })]
    [InlineData("aüb", new[] { 1, 5, 2 })]
    [InlineData("", new int[0])]
    public void Encode_SeveralWaysToSplit_TakesTheMostLikely(string text, int[] expected) =>
        Assert.Equal(expected, TokenizerFolder.Encode(Load(), text));

    [Fact]
    public void Encode_EquallyLikely_TakesTheFirstFound() =>
        Assert.Equal([2], TokenizerFolder.Encode(Load("""[["<unk>", 0], ["a", -2], ["aa", -4]]"""), "aa"));

    [Fact]
    public void Encode_UnknownCharacters_FusesThem() => Assert.Equal([1, 0, 2], TokenizerFolder.Encode(Load(), "axyz👍b"));

    [Fact]
    public void Encode_ByteFallback_WritesBytesWhereAllExist()
    {
        ModelTokenizer tokenizer = Load(Vocabulary, ", \"byte_fallback\": true");
        Assert.Equal([1, 6, 7, 2], TokenizerFolder.Encode(tokenizer, "aßb"));
        Assert.Equal([1, 0, 2], TokenizerFolder.Encode(tokenizer, "a€b"));
    }

    [Fact]
    public void Encode_UnknownCharacterWithoutUnknownToken_ThrowsInvalidOperation()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer("""{"model": {"type": "Unigram", "vocab": [["a", -1]]}}""");
        Assert.Throws<InvalidOperationException>(() => TokenizerFolder.Encode(tokenizer, "b"));
    }

    [Fact]
    public void Load_NoType_TellsUnigramByItsLackOfMerges() =>
        Assert.Equal([0], TokenizerFolder.Encode(TokenizerFolder.LoadTokenizer("""{"model": {"vocab": [["a", -1]]}}"""), "a"));

    private static ModelTokenizer Load(string vocabulary = Vocabulary, string options = "") => TokenizerFolder.LoadTokenizer(
        $$"""{"model": {"type": "Unigram", "unk_id": 0, "vocab": {{vocabulary}} {{options}} } }""");
}
