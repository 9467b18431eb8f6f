using System.Text.Json.Nodes;
using HybridInference.DemoModelTrainer.Tokenization;

namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>The tokenizer files of the exported folder, in the form of the Hugging Face tokenizers library.</summary>
internal static class TokenizerJson
{
    public static JsonObject CreateTokenizer(BpeTokenizer tokenizer) => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = new JsonArray([.. SpecialTokens.All.Select(token => CreateAddedToken(tokenizer, token))]),
        ["normalizer"] = null,
        ["pre_tokenizer"] = CreateByteLevel(),
        ["post_processor"] = null,
        ["decoder"] = CreateByteLevel(),
        ["model"] = CreateModel(tokenizer),
    };

    public static JsonObject CreateConfig(int contextLength) => new()
    {
        ["tokenizer_class"] = "GPT2Tokenizer",
        ["bos_token"] = SpecialTokens.EndOfText,
        ["eos_token"] = SpecialTokens.TurnEnd,
        ["pad_token"] = SpecialTokens.EndOfText,
        ["unk_token"] = SpecialTokens.EndOfText,
        ["add_prefix_space"] = false,
        ["add_bos_token"] = false,
        ["clean_up_tokenization_spaces"] = false,
        ["model_max_length"] = contextLength,
        ["chat_template"] = ChatEncoder.Template,
    };

    public static JsonObject CreateSpecialTokens() => new()
    {
        ["bos_token"] = SpecialTokens.EndOfText,
        ["eos_token"] = SpecialTokens.TurnEnd,
        ["pad_token"] = SpecialTokens.EndOfText,
        ["unk_token"] = SpecialTokens.EndOfText,
    };

    /// <summary>Reads back what <see cref="CreateTokenizer"/> wrote.</summary>
    public static BpeTokenizer ReadTokenizer(JsonNode json) =>
        new([.. json["model"]!["merges"]!.AsArray().Select(merge => ParseMerge(merge!.GetValue<string>().Split(' ')))]);

    private static (string Left, string Right) ParseMerge(string[] parts) => (parts[0], parts[1]);

    private static JsonObject CreateModel(BpeTokenizer tokenizer) => new()
    {
        ["type"] = "BPE",
        ["dropout"] = null,
        ["unk_token"] = null,
        ["continuing_subword_prefix"] = string.Empty,
        ["end_of_word_suffix"] = string.Empty,
        ["fuse_unk"] = false,
        ["byte_fallback"] = false,
        ["vocab"] = new JsonObject(tokenizer.Tokens.Select((token, id) => KeyValuePair.Create<string, JsonNode?>(token, id))),
        ["merges"] = new JsonArray([.. tokenizer.Merges.Select(merge => JsonValue.Create($"{merge.Left} {merge.Right}"))]),
    };

    private static JsonObject CreateAddedToken(BpeTokenizer tokenizer, string token) => new()
    {
        ["id"] = tokenizer.Tokens.ToList().IndexOf(token),
        ["content"] = token,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    private static JsonObject CreateByteLevel() => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = false,
        ["trim_offsets"] = true,
        ["use_regex"] = true,
    };
}
