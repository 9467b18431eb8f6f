using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HybridInference;

/// <summary>Replaces parts of the texts in descriptions and schemas of tools. A function that changes can still be invoked.</summary>
internal sealed class ToolRewriter(TextRewriter text)
{
    private readonly JsonRewriter _json = new(text);

    /// <summary>Returns the same object when nothing changes.</summary>
    public AITool Rewrite(AITool tool)
    {
        text.Keep(tool.Name);
        if (tool is not AIFunctionDeclaration declaration)
        {
            text.Keep(tool.Description);
            return tool;
        }

        string description = text.Rewrite(tool.Description);
        JsonElement schema = RewriteSchema(declaration.JsonSchema, out bool changed);
        if (!changed && ReferenceEquals(description, tool.Description))
        {
            return tool;
        }

        return declaration is AIFunction function
            ? new RedactedFunction(function, description, schema)
            : AIFunctionFactory.CreateDeclaration(tool.Name, description, schema, declaration.ReturnJsonSchema);
    }

    /// <summary>Replaces parts of the strings in a schema. Names and patterns mean something to the one who checks against them, so they stay.</summary>
    public JsonElement RewriteSchema(JsonElement schema, out bool changed)
    {
        KeepNames(schema);
        return _json.Rewrite(schema, out changed);
    }

    private void KeepNames(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in schema.EnumerateArray())
            {
                KeepNames(item);
            }
        }
        else if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in schema.EnumerateObject())
            {
                string name = JsonStrings.NameOf(property);
                text.Keep(name);
                text.Keep(name == "pattern" && property.Value.ValueKind == JsonValueKind.String ? JsonStrings.ValueOf(property.Value) : null);
                KeepNames(property.Value);
            }
        }
    }
}
