using System.Text.Json;

namespace HybridInference.LocalModels.Tests.Tokenization;

/// <summary>Texts encoded and decoded by Hugging Face's own library, see the README of the data.</summary>
public class GoldenVectorTests
{
    public static TheoryData<string, string> Tokenizers => new()
    {
        { "tokenizers/gpt2", "tokenizers/gpt2/vectors.json" },
        { "tokenizers/qwen3", "tokenizers/qwen3/vectors.json" },
        { "tokenizers/phi-3-mini", "tokenizers/phi-3-mini/vectors.json" },
        { "tokenizers/mistral-v0.1", "tokenizers/mistral-v0.1/vectors.json" },
        { "models/stories260k", "tokenizers/stories260k.vectors.json" },
        { "models/tinystories-656k", "tokenizers/tinystories-656k.vectors.json" },
    };

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Encode_GoldenText_GivesGoldenIds(string folder, string vectors)
    {
        ModelTokenizer tokenizer = ModelTokenizer.Load(SharedData.Find(folder));
        Assert.All(ReadCases(vectors), golden =>
        {
            List<int> ids = [];
            tokenizer.Encode(golden.GetProperty("text").GetString(), ids);
            Assert.Equal(ReadIds(golden, "ids"), ids);
        });
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Decode_GoldenIds_GivesGoldenText(string folder, string vectors)
    {
        ModelTokenizer tokenizer = ModelTokenizer.Load(SharedData.Find(folder));
        Assert.All(ReadCases(vectors), golden =>
        {
            int[] ids = ReadIds(golden, "ids_with_special");
            Assert.Equal(golden.GetProperty("decoded_skip_special").GetString(), tokenizer.Decode(ids));
        });
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Append_GoldenIds_GivesGoldenText(string folder, string vectors)
    {
        ModelTokenizer tokenizer = ModelTokenizer.Load(SharedData.Find(folder));
        Assert.All(ReadCases(vectors), golden =>
        {
            TokenDecoder decoder = tokenizer.CreateDecoder();
            string text = string.Concat(ReadIds(golden, "ids").Select(decoder.Append)) + decoder.Flush();
            Assert.Equal(golden.GetProperty("decoded_skip_special").GetString(), text);
        });
    }

    private static JsonElement[] ReadCases(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find(path)));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(item => item.Clone())];
    }

    private static int[] ReadIds(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
