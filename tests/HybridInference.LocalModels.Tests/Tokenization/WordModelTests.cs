namespace HybridInference.LocalModels.Tests.Tokenization;

/// <summary>Models of whole words and of their parts.</summary>
public class WordModelTests
{
    private const string Words = """{"[UNK]": 0, "play": 1, "##ing": 2, "##s": 3, "p": 4, "##i": 5, "##in": 6, "##👍": 7, "!": 8}""";

    [Theory]
    [InlineData("playing plays", new[] { 1, 2, 1, 3 })]
    [InlineData("pin!", new[] { 4, 6, 8 })]
    [InlineData("playin", new[] { 1, 6 })]
    [InlineData("playx p", new[] { 0, 4 })]
    [InlineData("p👍", new[] { 4, 7 })]
    [InlineData("p👍👍👍👍👍👍👍", new[] { 4, 7, 7, 7, 7, 7, 7, 7 })]
    [InlineData("p👍👍👍👍👍👍👍👍", new[] { 0 })]
    [InlineData("[UNK]s", new[] { 0, 0 })]
    public void Encode_WordPiece_TakesTheLongestPartFromTheLeft(string text, int[] expected)
    {
        ModelTokenizer tokenizer = Load($$"""{"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 8, "vocab": {{Words}} }""");
        Assert.Equal(expected, TokenizerFolder.Encode(tokenizer, text));
    }

    [Theory]
    [InlineData("play p ! pp", new[] { 1, 4, 8, 0 })]
    [InlineData("plays", new[] { 0 })]
    public void Encode_WordLevel_KnowsWholeWordsOnly(string text, int[] expected) =>
        Assert.Equal(expected, TokenizerFolder.Encode(Load($$"""{"type": "WordLevel", "unk_token": "[UNK]", "vocab": {{Words}} }"""), text));

    [Theory]
    [InlineData("\"max_input_chars_per_word\": 9, ", new[] { 1, 3 })]
    [InlineData("\"unk_token\": \"[UNK]\", ", new[] { 0 })]
    public void Encode_ModelWithoutType_IsKnownByItsMembers(string members, int[] expected) =>
        Assert.Equal(expected, TokenizerFolder.Encode(Load($$"""{ {{members}} "vocab": {{Words}} }"""), "plays"));

    private static ModelTokenizer Load(string model) => TokenizerFolder.LoadTokenizer($$"""
        {
          "added_tokens": [{"id": 0, "content": "[UNK]", "special": true}],
          "pre_tokenizer": {"type": "BertPreTokenizer"}, "decoder": {"type": "WordPiece"}, "model": {{model}}
        }
        """);
}
