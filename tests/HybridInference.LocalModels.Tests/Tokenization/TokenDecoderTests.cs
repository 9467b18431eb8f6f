namespace HybridInference.LocalModels.Tests.Tokenization;

public class TokenDecoderTests
{
    private const string Replace = """{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}""";
    private const string Pieces = """{"▁a": 0, "b": 1, "▁": 2, "<0xC3>": 3, "<0xBC>": 4, "<0xFF>": 5, "▁▁c": 6, "<0x41>": 7}""";

    [Fact]
    public void Append_ByteLevelCharacterInParts_WaitsForTheLastByte()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel());
        TokenDecoder decoder = tokenizer.CreateDecoder();
        Assert.Equal(["", "", "", "👍"], TokenizerFolder.Encode(tokenizer, "👍").Select(decoder.Append));
        Assert.Equal("", decoder.Flush());
    }

    [Fact]
    public void Flush_IncompleteBytes_GivesOneReplacementCharacter()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel());
        int[] ids = [.. TokenizerFolder.Encode(tokenizer, "a👍").Take(3)];
        TokenDecoder decoder = tokenizer.CreateDecoder();
        Assert.Equal(["a", "", ""], ids.Select(decoder.Append));
        Assert.Equal("\uFFFD", decoder.Flush());
        Assert.Equal("a\uFFFD", tokenizer.Decode(ids));
    }

    [Fact]
    public void Append_SpecialAndUnknownIds_GivesNothing()
    {
        const string Added = """[{"id": 256, "content": "<s>", "special": true}, {"id": 257, "content": "<tool é>"}]""";
        TokenDecoder decoder = TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel(addedTokens: Added)).CreateDecoder();
        Assert.Equal(["", "<tool é>", "", ""], new[] { 256, 257, 9999, -1 }.Select(decoder.Append));
    }

    [Theory]
    [InlineData("null", new[] { 0, 1 }, "▁a b")]
    [InlineData("""{"type": "Fuse"}""", new[] { 0, 1 }, "▁ab")]
    [InlineData(Replace, new[] { 0, 1, 0 }, " ab a")]
    [InlineData("""{"type": "Metaspace"}""", new[] { 6, 0, 1 }, "c ab")]
    [InlineData("""{"type": "Metaspace", "prepend_scheme": "never"}""", new[] { 0, 0 }, " a a")]
    [InlineData("""{"type": "Strip", "content": "▁", "start": 1, "stop": 0}""", new[] { 6, 0 }, "▁ca")]
    [InlineData("""{"type": "Strip", "content": "b", "start": 0, "stop": 1}""", new[] { 0, 1 }, "▁a")]
    [InlineData("""{"type": "ByteFallback"}""", new[] { 1, 3, 4, 1 }, "büb")]
    [InlineData("""{"type": "ByteFallback"}""", new[] { 3, 1 }, "\uFFFDb")]
    [InlineData("""{"type": "ByteFallback"}""", new[] { 5, 3, 4 }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData("""{"type": "ByteFallback"}""", new[] { 1, 3 }, "b\uFFFD")]
    [InlineData("""{"type": "BPEDecoder", "suffix": "▁"}""", new[] { 6, 0, 2, 6 }, "  c a c")]
    [InlineData("""{"type": "BPEDecoder"}""", new[] { 0, 1 }, "▁ab")]
    [InlineData("""{"type": "WordPiece", "prefix": "▁"}""", new[] { 0, 1, 0, 6 }, "▁a ba▁c")]
    [InlineData("[" + Replace + """, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1}]""", new[] { 6, 3, 4, 0 }, " cü a")]
    [InlineData("[" + Replace + """, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 3, "stop": 2}]""", new[] { 2, 6, 2, 1, 2, 2, 2 }, "c b ")]
    public void DecodeAndAppend_KnownDecoder_GiveTheSameText(string decoder, int[] ids, string expected)
    {
        string steps = decoder.StartsWith('[') ? $$"""{"type": "Sequence", "decoders": {{decoder}}}""" : decoder;
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Pieces, "[]", stages: $"\"decoder\": {steps}"));
        TokenDecoder incremental = tokenizer.CreateDecoder();
        Assert.Equal(expected, tokenizer.Decode(ids));
        Assert.Equal(expected, string.Concat(ids.Select(incremental.Append)) + incremental.Flush());
    }

    [Theory]
    [InlineData("true", "hi, you're don't 'x play.")]
    [InlineData("false", "hi , you 're do n't 'x play .")]
    public void Decode_WordPieces_PutsSpacesBetweenWordsAndCleansUp(string cleanup, string expected)
    {
        const string Words = """{"hi": 0, ",": 1, "you": 2, "'re": 3, "do": 4, "n't": 5, "'x": 6, "pl": 7, "##ay": 8, ".": 9}""";
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(
            TokenizerFolder.Bpe(Words, "[]", stages: $$""" "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": {{cleanup}} } """));
        Assert.Equal(expected, tokenizer.Decode([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    }

    [Fact]
    public void Append_WrongByteAfterCompleteCharacter_KeepsTheCharacter()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.Bpe(Pieces, "[]", stages: """ "decoder": {"type": "ByteFallback"} """));
        TokenDecoder decoder = tokenizer.CreateDecoder();
        Assert.Equal(["A", "", "ü", "\uFFFD", "\uFFFD"], new[] { 7, 3, 4, 5, 7 }.Select(decoder.Append));

        // The whole run at once is not UTF-8, so that Hugging Face replaces all of it.
        Assert.Equal(new string('\uFFFD', 5), tokenizer.Decode([7, 3, 4, 5, 7]));
    }
}
