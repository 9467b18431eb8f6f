using System.Text.Json.Nodes;

namespace HybridInference.LocalModels.Tests.Tokenization;

/// <summary>A model folder of the test's own, deleted at its end.</summary>
internal sealed class TokenizerFolder : IDisposable
{
    public TokenizerFolder(string? tokenizer = null)
    {
        Path = Directory.CreateTempSubdirectory("hybrid-tokenizer-").FullName;
        if (tokenizer is not null)
        {
            Write("tokenizer.json", tokenizer);
        }
    }

    public string Path { get; }

    public static ModelTokenizer LoadTokenizer(string tokenizer)
    {
        using TokenizerFolder folder = new(tokenizer);
        return ModelTokenizer.Load(folder.Path);
    }

    public TokenizerFolder Write(string name, string content)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), content);
        return this;
    }

    /// <summary>A tokenizer.json whose tokens are the bytes, with the stages that are given.</summary>
    public static string ByteLevel(string preTokenizer = """{"type": "ByteLevel", "add_prefix_space": false}""", string normalizer = "null",
        string addedTokens = "[]", string merges = "[]", string extraTokens = "", string options = "")
    {
        IEnumerable<string> bytes = Enumerable.Range(0, 256)
            .Select(value => $"{JsonValue.Create(HybridInference.LocalModels.Tokenization.ByteLevelAlphabet.ToCharacter((byte)value).ToString()).ToJsonString()}: {value}");
        return $$"""
            {
              "added_tokens": {{addedTokens}}, "normalizer": {{normalizer}}, "pre_tokenizer": {{preTokenizer}}, "decoder": {"type": "ByteLevel"},
              "model": {"type": "BPE", "vocab": { {{string.Join(", ", bytes)}} {{extraTokens}} }, "merges": {{merges}} {{options}} }
            }
            """;
    }

    /// <summary>A tokenizer.json with a small vocabulary and without pre-tokenizer.</summary>
    public static string Bpe(string vocabulary, string merges, string options = "", string stages = "\"decoder\": {\"type\": \"Fuse\"}") =>
        $$"""{ {{stages}}, "model": {"type": "BPE", "vocab": {{vocabulary}}, "merges": {{merges}} {{options}} } }""";

    public static List<int> Encode(ModelTokenizer tokenizer, string text)
    {
        List<int> ids = [];
        tokenizer.Encode(text, ids);
        return ids;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
