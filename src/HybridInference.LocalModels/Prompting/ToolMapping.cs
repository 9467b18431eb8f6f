using System.Text.Json;
using System.Text.Json.Nodes;
using HybridInference.LocalModels.Prompting.Templates;
using Microsoft.Extensions.AI;

namespace HybridInference.LocalModels;

/// <summary>Writes the tools of a request in the form that templates expect.</summary>
internal static class ToolMapping
{
    /// <summary>Gets the functions of a request; none where the caller wants no call.</summary>
    public static IReadOnlyList<JsonElement> ToTemplate(ChatOptions? options) => options?.ToolMode is NoneChatToolMode
        ? []
        : [.. (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Select(ToJson)];

    /// <summary>Gets the schemas of the functions of a request by their names; none where the caller wants no call.</summary>
    public static IReadOnlyDictionary<string, JsonElement> SchemasOf(ChatOptions? options)
    {
        var schemas = new Dictionary<string, JsonElement>();
        foreach (AIFunctionDeclaration tool in options?.ToolMode is NoneChatToolMode ? [] : (options?.Tools ?? []).OfType<AIFunctionDeclaration>())
        {
            schemas[tool.Name] = tool.JsonSchema;
        }

        return schemas;
    }

    /// <summary>Writes the functions as a list in JSON, without the envelope of each.</summary>
    public static string ToText(IEnumerable<JsonElement> tools)
    {
        IEnumerable<object?> functions = tools.Select(
            tool => JsonValues.From(tool.TryGetProperty("function", out JsonElement function) ? function : tool));
        return JsonText.Write(new ListValue([.. functions]), new JsonTextOptions(), new RenderBudget());
    }

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
