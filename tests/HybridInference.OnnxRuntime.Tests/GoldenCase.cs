using System.Globalization;
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

    /// <summary>Loads the cases of a real model, which end with the end token where that came before the limit.</summary>
    public static IReadOnlyList<GoldenCase> LoadStories(string model)
    {
        using FileStream stream = File.OpenRead(TestData.Require("models", "golden-greedy.json"));
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("results").GetProperty($"{model}/model.onnx").EnumerateArray().Select(ReadStory)];
    }

    private static GoldenCase ReadStory(JsonElement element)
    {
        string stop = element.GetProperty("stop").GetString()!;
        int[] ids = Ids(element.GetProperty("greedy_ids"));
        return new GoldenCase(
            element.GetProperty("prompt").GetString()!,
            Ids(element.GetProperty("prompt_ids")),
            stop.StartsWith("eos ", StringComparison.Ordinal) ? [.. ids, int.Parse(stop[4..], CultureInfo.InvariantCulture)] : ids);
    }

    private static int[] Ids(JsonElement element) => [.. element.EnumerateArray().Select(id => id.GetInt32())];
}
