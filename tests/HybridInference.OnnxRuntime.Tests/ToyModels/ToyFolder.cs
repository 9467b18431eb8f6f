using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>A model folder in a temporary place, with a toy graph and a tokenizer whose first 256 tokens are the bytes.</summary>
internal sealed class ToyFolder : IDisposable
{
    public const int EndToken = 256;

    /// <summary>The model answers after as many tokens as this message makes with the template around it.</summary>
    public const string Question = "x";

    public ToyFolder(ToyGraph? graph = null, string config = "{}", bool hasTemplate = true)
    {
        Path = Directory.CreateTempSubdirectory("hybrid-toy-").FullName;
        Write("genai_config.json", Merge(DefaultConfig, config));
        Write("tokenizer.json", Tokenizer());
        Write("tokenizer_config.json", hasTemplate
            ? """{ "chat_template": "{% for message in messages %}{{ message.content }}{% endfor %}", "eos_token": "<|end|>" }"""
            : """{ "eos_token": "<|end|>" }""");
        System.IO.File.WriteAllBytes(File("model.onnx"), (graph ?? new ToyGraph()).Build());
    }

    private const string DefaultConfig = """
        {
          "model": {
            "type": "toy", "context_length": 200, "vocab_size": 300, "eos_token_id": 256,
            "decoder": { "filename": "model.onnx", "session_options": { "provider_options": [] } }
          },
          "search": { "max_length": 200 }
        }
        """;

    public string Path { get; }

    /// <summary>Makes a folder that answers <see cref="Question"/> with certain tokens and then ends.</summary>
    public static ToyFolder Answering(params int[] tokens) => Answering(tokens, "{}");

    public static ToyFolder Answering(int[] tokens, string config)
    {
        var folder = new ToyFolder(config: config);
        int[] before = new int[folder.CountPromptTokens() - 1];
        int[] after = [.. Enumerable.Repeat(EndToken, 250)];
        System.IO.File.WriteAllBytes(folder.File("model.onnx"), new ToyGraph { Script = [.. before, .. tokens, .. after] }.Build());
        return folder;
    }

    /// <summary>Makes a folder that answers one request with a text, which may have its special tokens in it.</summary>
    /// <param name="answer">The text.</param>
    /// <param name="template">The chat template.</param>
    /// <param name="messages">The messages of the request.</param>
    /// <param name="options">Its options.</param>
    /// <param name="specialTokens">The special tokens beside the one that ends the answer.</param>
    public static ToyFolder AnsweringText(
        string answer, string template, IReadOnlyList<ChatMessage> messages, ChatOptions? options = null, params string[] specialTokens)
    {
        var folder = new ToyFolder(config: """{ "model": { "context_length": 8000 }, "search": { "max_length": 8000 } }""");
        folder.Write("tokenizer.json", Tokenizer(specialTokens));
        folder.Write("tokenizer_config.json", new JsonObject { ["chat_template"] = template, ["eos_token"] = "<|end|>" }.ToJsonString());
        ModelTokenizer tokenizer = ModelTokenizer.Load(folder.Path);
        var tokens = new List<int>();
        tokenizer.Encode(answer, tokens);
        int[] before = new int[folder.CountPromptTokens(messages, options) - 1];
        System.IO.File.WriteAllBytes(folder.File("model.onnx"), new ToyGraph { Script = [.. before, .. tokens, .. Enumerable.Repeat(EndToken, 250)] }.Build());
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    public OnnxChatClient CreateClient(Action<OnnxChatClientOptions>? configure = null)
    {
        var options = new OnnxChatClientOptions { ModelPath = Path, IntraOpThreads = 1 };
        configure?.Invoke(options);
        return new OnnxChatClient(options);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private int CountPromptTokens() => CountPromptTokens([new(ChatRole.User, Question)], null);

    private int CountPromptTokens(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        ModelTokenizer tokenizer = ModelTokenizer.Load(Path);
        var ids = new List<int>();
        ChatTemplate template = ChatTemplate.Load(Path, tokenizer, TimeProvider.System)!;
        tokenizer.Encode(template.Render(ChatTemplateInput.From(messages, options)), ids);
        return ids.Count;
    }

    private static string Tokenizer(params string[] specialTokens)
    {
        var vocabulary = new JsonObject();
        for (int value = 0; value < 256; value++)
        {
            vocabulary[ByteName(value)] = value;
        }

        var file = new JsonObject
        {
            ["added_tokens"] = new JsonArray([SpecialToken(EndToken, "<|end|>"), .. specialTokens.Select((token, i) => SpecialToken(EndToken + 1 + i, token))]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = ByteLevel(),
            ["decoder"] = ByteLevel(),
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray() },
        };
        return file.ToJsonString();
    }

    private static JsonObject SpecialToken(int id, string content) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["special"] = true,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
    };

    private static JsonObject ByteLevel() => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = false,
        ["trim_offsets"] = true,
        ["use_regex"] = false,
    };

    /// <summary>The character that stands for a byte in a byte-level vocabulary: itself if printable, else one from 256 on.</summary>
    private static string ByteName(int value)
    {
        static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
        return IsPrintable(value)
            ? ((char)value).ToString()
            : ((char)(256 + Enumerable.Range(0, value).Count(other => !IsPrintable(other)))).ToString();
    }

    private static string Merge(string json, string changes)
    {
        JsonObject target = JsonNode.Parse(json)!.AsObject();
        Merge(target, JsonNode.Parse(changes)!.AsObject());
        return target.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach ((string key, JsonNode? value) in changes.ToList())
        {
            if (target[key] is JsonObject nested && value is JsonObject nestedChanges)
            {
                Merge(nested, nestedChanges);
            }
            else
            {
                target[key] = value?.DeepClone();
            }
        }
    }
}
