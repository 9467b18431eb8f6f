using HybridInference.LocalModels.Tests.Tokenization;

namespace HybridInference.LocalModels.Tests.Generation;

public class EndTokensTests
{
    private const string Harmony =
        """[{"id": 300, "content": "<|return|>", "special": true}, {"id": 301, "content": "<|call|>", "special": true}, {"id": 302, "content": "<|channel|>", "special": true}]""";

    [Theory]
    [InlineData("[]", "\"eos_token_id\": [7, 8]", "7 8")]
    [InlineData("[]", "\"eos_token_id\": 7", "7")]
    [InlineData("[]", "\"bos_token_id\": 7", "33")]
    [InlineData(Harmony, "\"eos_token_id\": 300", "300 301")]
    [InlineData(Harmony, "\"eos_token_id\": [301, 9]", "301 9 300")]
    [InlineData("""[{"id": 301, "content": "<|call|>", "special": true}]""", "\"eos_token_id\": 7", "7")]
    public void Find_Folder_GivesItsEndsAndThoseOfItsCalls(string addedTokens, string setting, string expected)
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel(addedTokens: addedTokens));
        folder.Write("tokenizer_config.json", """{"eos_token": "!"}""").Write("genai_config.json", $$"""{"model": {"context_length": 9, {{setting}} } }""");

        ModelConfig config = GenAiConfig.Read(Path.Combine(folder.Path, GenAiConfig.FileName));

        Assert.Equal(expected, string.Join(' ', EndTokens.Find(config, ModelTokenizer.Load(folder.Path))));
    }
}
