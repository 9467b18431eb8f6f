using System.Text.Json.Nodes;

namespace HybridInference.Benchmarks;

/// <summary>A model folder with random weights in a temporary place. Its tokenizer makes one token of each byte of a text.</summary>
internal sealed class SyntheticFolder : IDisposable
{
    private readonly ModelShape _shape;

    public SyntheticFolder(ModelShape shape)
    {
        _shape = shape;
        Path = Directory.CreateTempSubdirectory("hybrid-synthetic-").FullName;
        Write("genai_config.json", CreateConfig());
        Write("tokenizer.json", CreateTokenizer());
        Write("tokenizer_config.json", new JsonObject
        {
            ["chat_template"] = "{% for message in messages %}{{ message.content }}{% endfor %}",
        });
        SyntheticDecoder.Write(shape, ModelFile);
    }

    public string Path { get; }

    public string ModelFile => System.IO.Path.Combine(Path, "model.onnx");

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Write(string name, JsonObject content) => File.WriteAllText(System.IO.Path.Combine(Path, name), content.ToJsonString());

    private JsonObject CreateConfig() => new()
    {
        ["model"] = new JsonObject
        {
            ["context_length"] = _shape.Context,

            // No end token, so that no answer ends before its limit.
            ["eos_token_id"] = new JsonArray(),
            ["decoder"] = new JsonObject { ["filename"] = "model.onnx" },
        },
    };

    private JsonObject CreateTokenizer()
    {
        var vocabulary = new JsonObject();
        for (int id = 0; id < _shape.Vocabulary; id++)
        {
            // Printable characters stand for themselves, others are never asked for.
            vocabulary[id is > ' ' and < 127 ? $"{(char)id}" : $"word{id}"] = id;
        }

        return new JsonObject
        {
            ["pre_tokenizer"] = CreateByteLevel(),
            ["decoder"] = CreateByteLevel(),
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray() },
        };
    }

    private static JsonObject CreateByteLevel() => new() { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = false };
}
