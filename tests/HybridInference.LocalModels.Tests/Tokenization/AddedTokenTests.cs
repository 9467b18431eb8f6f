namespace HybridInference.LocalModels.Tests.Tokenization;

public class AddedTokenTests
{
    [Theory]
    [InlineData("x<a>y", "120 300 121")]
    [InlineData("<a><ab>", "300 301")]
    [InlineData("<a", "60 97")]
    [InlineData(" <l> ", "302 32")]
    [InlineData(" <r> x", "32 303 120")]
    [InlineData("<r> <l>", "303 302")]
    [InlineData("<r> \n\nx", "303 120")]
    [InlineData("\n\n<r>\n\n\n\nx", "308 303 120")]
    [InlineData("x\n\n\n\ny", "120 308 121")]
    [InlineData("<r>\t \tx", "303 309 9 120")]
    [InlineData("word swords", "304 32 115 119 111 114 100 115")]
    [InlineData("word-word_", "304 45 119 111 114 100 95")]
    [InlineData("<N><n>", "305 305")]
    [InlineData("<A><raw><RAW>", "60 97 62 306 60 114 97 119 62")]
    public void Encode_TextWithAddedTokens_FindsThem(string text, string expected)
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel(normalizer: """{"type": "Lowercase"}""", addedTokens: """
            [{"id": 300, "content": "<a>", "normalized": false}, {"id": 301, "content": "<ab>", "normalized": false},
             {"id": 302, "content": "<l>", "lstrip": true}, {"id": 303, "content": "<r>", "rstrip": true},
             {"id": 304, "content": "word", "single_word": true}, {"id": 305, "content": "<N>", "normalized": true},
             {"id": 306, "content": "<raw>", "special": true}, {"id": 307, "content": ""},
             {"id": 308, "content": "\n\n", "lstrip": true, "rstrip": true},
             {"id": 309, "content": "\t "}]
            """));
        string pieces = string.Join(' ', TokenizerFolder.Encode(tokenizer, text).Select(id => id < 256 ? Byte(tokenizer, id) : id));
        Assert.Equal(expected, pieces);
    }

    [Fact]
    public void Load_TokenAlsoInVocabulary_HasItsIdThere()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel(addedTokens: """[{"id": 999, "content": "!"}]"""));
        Assert.Equal(33, tokenizer.FindToken("!"));
        Assert.Equal(256, tokenizer.VocabularySize);
    }

    [Fact]
    public void Load_TokenOnlyInConfiguration_IsAdded()
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel(addedTokens: """[{"id": 256, "content": "<a>"}]"""));
        folder.Write("tokenizer_config.json",
            """{"added_tokens_decoder": {"256": {"content": "<a>"}, "257": {"content": "<b>", "special": true, "normalized": false}}}""");
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.Path);
        Assert.Equal([256, 257], TokenizerFolder.Encode(tokenizer, "<a><b>"));
        Assert.Equal((false, true), (tokenizer.IsSpecial(256), tokenizer.IsSpecial(257)));
        Assert.Equal("<a>", tokenizer.Decode([256, 257]));
    }

    private static int Byte(ModelTokenizer tokenizer, int id) => tokenizer.Decode([id])[0];
}
