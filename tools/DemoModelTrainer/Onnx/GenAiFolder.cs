using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HybridInference.DemoModelTrainer.Model;
using HybridInference.DemoModelTrainer.Tokenization;

namespace HybridInference.DemoModelTrainer.Onnx;

/// <summary>Writes a model folder in the layout of ONNX Runtime GenAI.</summary>
internal static class GenAiFolder
{
    public const string ModelFileName = "model.onnx";

    private const string TokenizerFileName = "tokenizer.json";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    public static void Write(string folder, Weights weights, BpeTokenizer tokenizer)
    {
        var config = weights.Layout.Config;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, ModelFileName), new DecoderGraph(weights).ToModel());
        WriteJson(folder, "genai_config.json", GenAiConfig.Create(config, tokenizer), Indented);
        WriteJson(folder, TokenizerFileName, TokenizerJson.CreateTokenizer(tokenizer), Compact);
        WriteJson(folder, "tokenizer_config.json", TokenizerJson.CreateConfig(config.ContextLength), Indented);
        WriteJson(folder, "special_tokens_map.json", TokenizerJson.CreateSpecialTokens(), Indented);
    }

    /// <summary>Reads back the tokenizer of a folder that <see cref="Write"/> wrote.</summary>
    public static BpeTokenizer ReadTokenizer(string folder) =>
        TokenizerJson.ReadTokenizer(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, TokenizerFileName)))!);

    private static void WriteJson(string folder, string name, JsonObject content, JsonSerializerOptions options) =>
        File.WriteAllText(Path.Combine(folder, name), content.ToJsonString(options) + "\n");
}
