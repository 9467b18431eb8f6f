namespace HybridInference.LocalModels.Tests.Tokenization;

public class MalformedTokenizerTests
{
    public static TheoryData<string> Mistakes =>
    [
        "",
        "null",
        "[]",
        "{}",
        "{\"model\": null}",
        "{\"model\": {\"type\": \"WordPiece\", \"vocab\": {}}}",
        "{\"model\": {\"type\": \"Nope\", \"vocab\": {}}}",
        "{\"model\": {\"type\": \"WordLevel\", \"unk_token\": \"?\", \"vocab\": {}}}",
        "{\"model\": {\"type\": 1}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": [], \"merges\": []}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": -1}, \"merges\": []}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 99999999999}, \"merges\": []}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 2000000000}, \"merges\": []}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 1.5}, \"merges\": []}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": \"x\"}, \"merges\": []}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"\\ud800\": 0}, \"merges\": []}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a b\"]}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a\"]}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [[\"a\"]]}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"\\ud800 a\"]}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [], \"dropout\": 0.1}}",
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [], \"byte_fallback\": 1}}",
        "{\"model\": {\"type\": \"Unigram\", \"vocab\": {}}}",
        "{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\"]]}}",
        "{\"model\": {\"type\": \"Unigram\", \"vocab\": [[1, 2]]}}",
        "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 7, \"vocab\": [[\"a\", 0]]}}",
        Stages("\"normalizer\": {\"type\": \"Nope\"}"),
        Stages("\"normalizer\": {}"),
        Stages("\"normalizer\": {\"type\": \"Replace\", \"pattern\": {\"Regex\": \"(\"}, \"content\": \"\"}"),
        Stages("\"normalizer\": {\"type\": \"Replace\", \"content\": \"\"}"),
        Stages("\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"!\"}"),
        Stages("\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"/////w==\"}"),
        Stages("\"pre_tokenizer\": {\"type\": \"Nope\"}"),
        Stages("\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"String\": \" \"}, \"behavior\": \"Nope\"}"),
        Stages("\"pre_tokenizer\": {\"type\": \"Metaspace\", \"replacement\": \"ab\"}"),
        Stages("\"pre_tokenizer\": {\"type\": \"Metaspace\", \"prepend_scheme\": \"nope\"}"),
        Stages($"\"pre_tokenizer\": {{\"type\": \"Split\", \"pattern\": {{\"Regex\": \"{new string('[', 200_000)}\"}}}}"),
        Stages("\"decoder\": {\"type\": \"Nope\"}"),
        Stages("\"decoder\": {\"type\": \"Strip\", \"content\": \"ab\"}"),
        Stages("\"added_tokens\": {}"),
        Stages("\"added_tokens\": [{\"content\": \"x\"}]"),
        Stages("\"added_tokens\": [{\"id\": -4, \"content\": \"x\"}]"),
        Stages("\"added_tokens\": [{\"id\": 4}]"),
        string.Concat(Enumerable.Repeat("{\"normalizer\":", 1000)),
    ];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Load_Mistake_ThrowsModelLoadExceptionThatNamesTheFile(string content)
    {
        using TokenizerFolder folder = new(content);
        ModelLoadException exception = Assert.Throws<ModelLoadException>(() => ModelTokenizer.Load(folder.Path));
        Assert.EndsWith("tokenizer.json", exception.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFile_ThrowsModelLoadException()
    {
        using TokenizerFolder folder = new();
        Assert.Throws<ModelLoadException>(() => ModelTokenizer.Load(folder.Path));
        Assert.Throws<ModelLoadException>(() => ModelTokenizer.Load(Path.Combine(folder.Path, "absent")));
    }

    [Theory]
    [InlineData("{\"bos_token\": 5}")]
    [InlineData("{\"bos_token\": {\"content\": []}}")]
    [InlineData("{\"added_tokens_decoder\": []}")]
    [InlineData("{\"added_tokens_decoder\": {\"x\": {\"content\": \"a\"}}}")]
    [InlineData("nope")]
    public void Load_MistakeInConfiguration_NamesTheFile(string content)
    {
        using TokenizerFolder folder = new(TokenizerFolder.ByteLevel());
        folder.Write("tokenizer_config.json", content);
        ModelLoadException exception = Assert.Throws<ModelLoadException>(() => ModelTokenizer.Load(folder.Path));
        Assert.EndsWith("tokenizer_config.json", exception.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TruncatedOrDamaged_ThrowsNothingElse()
    {
        string valid = Stages("\"added_tokens\": [{\"id\": 4, \"content\": \"x\"}], \"normalizer\": {\"type\": \"NFC\"}, \"decoder\": {\"type\": \"Fuse\"}");
        Random random = new(7);
        for (int i = 0; i < 1000; i++)
        {
            char[] damaged = valid.ToCharArray();
            damaged[random.Next(damaged.Length)] = "\"{}[]:,0x-"[random.Next(10)];
            AssertLoadsOrFailsClearly(i < valid.Length ? valid[..i] : valid);
            AssertLoadsOrFailsClearly(new string(damaged));
        }
    }

    private static string Stages(string stages) =>
        $$"""{ {{stages}}, "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]} }""";

    private static void AssertLoadsOrFailsClearly(string content)
    {
        using TokenizerFolder folder = new(content);
        Exception? exception = Record.Exception(() => TokenizerFolder.Encode(ModelTokenizer.Load(folder.Path), "ab x"));
        Assert.True(exception is null or ModelLoadException, $"{exception}\n{content}");
    }
}
