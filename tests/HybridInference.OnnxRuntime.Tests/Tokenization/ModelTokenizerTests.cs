namespace HybridInference.OnnxRuntime.Tests.Tokenization;

public class ModelTokenizerTests
{
    [Fact]
    public void Load_ByteLevelFolder_EncodesAndDecodes()
    {
        ModelTokenizer tokenizer = ModelFolder.LoadTokenizer(
            ModelFolder.ByteLevel(extraTokens: ", \"hi\": 256", merges: """["h i"]""", addedTokens: """[{"id": 260, "content": "<s>", "special": true}]"""));
        List<int> ids = ModelFolder.Encode(tokenizer, "<s>hi ü");
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
        ModelFolder.LoadTokenizer(ModelFolder.ByteLevel()).Encode("", ids);
        Assert.Equal([7], ids);
    }

    [Theory]
    [InlineData("""{"bos_token": "<s>", "eos_token": "</s>"}""", null, "<s>", "</s>")]
    [InlineData("""{"bos_token": {"content": "<s>"}, "eos_token": null}""", """{"eos_token": {"content": "</s>"}}""", "<s>", "</s>")]
    [InlineData(null, """{"bos_token": "<s>"}""", "<s>", null)]
    [InlineData("{}", null, null, null)]
    public void Load_SpecialTokens_ReadsThemFromEitherFile(string? config, string? map, string? bos, string? eos)
    {
        using ModelFolder folder = new(ModelFolder.ByteLevel());
        WriteIfPresent(folder, "tokenizer_config.json", config);
        WriteIfPresent(folder, "special_tokens_map.json", map);
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.Path);
        Assert.Equal((bos, eos), (tokenizer.BosToken, tokenizer.EosToken));
    }

    [Fact]
    public void Load_FileWithByteOrderMark_IsRead()
    {
        using ModelFolder folder = new("\uFEFF" + ModelFolder.ByteLevel());
        Assert.Equal(256, ModelTokenizer.Load(folder.Path).VocabularySize);
    }

    [Fact]
    public void Encode_ManyThreads_GiveTheSameIds()
    {
        ModelTokenizer tokenizer = ModelFolder.LoadTokenizer(ModelFolder.ByteLevel(normalizer: """{"type": "NFC"}"""));
        string text = string.Concat(Enumerable.Range(0, 500).Select(number => $"cafe\u0301 {number} 👍 "));
        List<int> expected = ModelFolder.Encode(tokenizer, text);
        Parallel.For(0, 8, _ => Assert.Equal(expected, ModelFolder.Encode(tokenizer, text)));
    }

    private static void WriteIfPresent(ModelFolder folder, string name, string? content)
    {
        if (content is not null)
        {
            folder.Write(name, content);
        }
    }
}
