using System.Text.Json;

namespace HybridInference.OnnxRuntime.Tests;

/// <summary>A prompt and the greedy continuation that the reference engine gives for it.</summary>
public sealed record GoldenCase(string Prompt, int[] PromptIds, int[] GreedyIds)
{
    public static IReadOnlyList<GoldenCase> Load(string model)
    {
        using FileStream stream = File.OpenRead(TestData.Require("models", "golden-models.json"));
        using JsonDocument document = JsonDocument.Parse(stream);
        return
        [
            .. document.RootElement.GetProperty(model).EnumerateArray().Select(element => new GoldenCase(
                element.GetProperty("prompt").GetString()!,
                Ids(element.GetProperty("prompt_ids")),
                Ids(element.GetProperty("greedy_ids")))),
        ];
    }

    private static int[] Ids(JsonElement element) => [.. element.EnumerateArray().Select(id => id.GetInt32())];
}
