using System.Text.Json.Nodes;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Tokenization;

namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>The genai_config.json of the exported folder.</summary>
internal static class GenAiConfig
{
    public static JsonObject Create(ModelConfig config, BpeTokenizer tokenizer) => new()
    {
        ["model"] = new JsonObject
        {
            ["bos_token_id"] = tokenizer.EndOfText,
            ["context_length"] = config.ContextLength,
            ["decoder"] = CreateDecoder(config),
            ["eos_token_id"] = new JsonArray(tokenizer.TurnEnd, tokenizer.EndOfText),
            ["pad_token_id"] = tokenizer.EndOfText,
            ["type"] = "llama",
            ["vocab_size"] = config.VocabularySize,
        },
        ["search"] = new JsonObject
        {
            ["do_sample"] = false,
            ["max_length"] = config.ContextLength,
            ["min_length"] = 0,
            ["num_beams"] = 1,
            ["past_present_share_buffer"] = true,
            ["repetition_penalty"] = 1.0,
            ["temperature"] = 1.0,
            ["top_k"] = 1,
            ["top_p"] = 1.0,
        },
    };

    private static JsonObject CreateDecoder(ModelConfig config) => new()
    {
        ["session_options"] = new JsonObject { ["log_id"] = "onnxruntime-genai", ["provider_options"] = new JsonArray() },
        ["filename"] = GenAiFolder.ModelFileName,
        ["head_size"] = config.HeadSize,
        ["hidden_size"] = config.HiddenSize,
        ["inputs"] = new JsonObject
        {
            ["input_ids"] = "input_ids",
            ["attention_mask"] = "attention_mask",
            ["past_key_names"] = "past_key_values.%d.key",
            ["past_value_names"] = "past_key_values.%d.value",
        },
        ["outputs"] = new JsonObject
        {
            ["logits"] = "logits",
            ["present_key_names"] = "present.%d.key",
            ["present_value_names"] = "present.%d.value",
        },
        ["num_attention_heads"] = config.HeadCount,
        ["num_hidden_layers"] = config.LayerCount,
        ["num_key_value_heads"] = config.KeyValueHeadCount,
    };
}
