using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime;

/// <summary>Writes the tools of a request in the form that templates expect.</summary>
internal static class ToolMapping
{
    /// <summary>Gets the functions of a request; none where the caller wants no call.</summary>
    public static IReadOnlyList<JsonElement> ToTemplate(ChatOptions? options) => options?.ToolMode is NoneChatToolMode
        ? []
        : [.. (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Select(ToJson)];

    private static JsonElement ToJson(AIFunctionDeclaration function)
    {
        JsonObject tool = new()
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = function.Name,
                ["description"] = function.Description,
                ["parameters"] = JsonNode.Parse(function.JsonSchema.GetRawText()),
            },
        };
        using JsonDocument document = JsonDocument.Parse(tool.ToJsonString());
        return document.RootElement.Clone();
    }
}
