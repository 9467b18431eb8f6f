namespace HybridInference.LocalModels.Tests.Tokenization;

public class ModelTokenizerTests
{
    [Fact]
    public void Load_ByteLevelFolder_EncodesAndDecodes()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(
            TokenizerFolder.ByteLevel(extraTokens: ", \"hi\": 256", merges: """["h i"]""", addedTokens: """[{"id": 260, "content": "<s>", "special": true}]"""));
        List<int> ids = TokenizerFolder.Encode(tokenizer, "<s>hi ü");
        Assert.Equal(260, ids[0]);
        Assert.Equal(256, ids[1]);
        Assert.Equal("hi ü", tokenizer.Decode([.. ids]));
        Assert.Equal(261, tokenizer.VocabularySize);
        Assert.Equal((260, 256, null), (tokenizer.FindToken("<s>"), tokenizer.FindToken("hi"), tokenizer.FindToken("nope")));
        Assert.Equal((true, false, false), (tokenizer.IsSpecial(260), tokenizer.IsSpecial(256), tokenizer.IsSpecial(1000)));
    }

    [Fact]
    public void Encode_ListWithIds_AddsToThem()
    {
        List<int> ids = [7];
        TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel()).Encode("", ids);
        Assert.Equal([7], ids);
    }

    [Theory]
    [InlineData("""{"bos_token": "<s>", "eos_token": "</s>"}""", null, "<s>", "</s>")]
    [InlineData("""{"bos_token": {"content": "<s>"}, "eos_token": null}""", """{"eos_token": {"content": "</s>"}}""", "<s>", "</s>")]
    [InlineData(null, """{"bos_token": "<s>"}""", "<s>", null)]
    [InlineData("{}", null, null, null)]
    public void Load_SpecialTokens_ReadsThemFromEitherFile(string? config, string? map, string? bos, string? eos)
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel());
        WriteIfPresent(folder, "tokenizer_config.json", config);
        WriteIfPresent(folder, "special_tokens_map.json", map);
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.Path);
        Assert.Equal((bos, eos), (tokenizer.BosToken, tokenizer.EosToken));
    }

    [Fact]
    public void Load_FileWithByteOrderMark_IsRead()
    {
        using TokenizerFolder folder = new("\uFEFF" + TokenizerFolder.ByteLevel());
        Assert.Equal(256, ModelTokenizer.Load(folder.Path).VocabularySize);
    }

    [Fact]
    public void Encode_ManyThreads_GiveTheSameIds()
    {
        ModelTokenizer tokenizer = TokenizerFolder.LoadTokenizer(TokenizerFolder.ByteLevel(normalizer: """{"type": "NFC"}"""));
        string text = string.Concat(Enumerable.Range(0, 500).Select(number => $"cafe\u0301 {number} 👍 "));
        List<int> expected = TokenizerFolder.Encode(tokenizer, text);
        Parallel.For(0, 8, _ => Assert.Equal(expected, TokenizerFolder.Encode(tokenizer, text)));
    }

    private static void WriteIfPresent(TokenizerFolder folder, string name, string? content)
    {
        if (content is not null)
        {
            folder.Write(name, content);
        }
    }
}
