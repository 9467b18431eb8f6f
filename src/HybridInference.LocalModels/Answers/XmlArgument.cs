using System.Text.Json;

namespace HybridInference.LocalModels;

/// <summary>
/// Gives the text of an argument the type that the tool's schema has for it. Where the schema allows text, or has nothing about the argument,
/// it is text; elsewhere JSON, or <c>True</c>, <c>False</c> and <c>None</c> as Python writes them; what is none of these is text again.
/// </summary>
internal static class XmlArgument
{
    /// <summary>Writes a value.</summary>
    /// <exception cref="ArgumentException">The text has half a surrogate pair.</exception>
    public static void Write(Utf8JsonWriter writer, string value, JsonElement schema, string name)
    {
        string json = value.Trim() switch
        {
            "True" => "true",
            "False" => "false",
            "None" => "null",
            var text => text,
        };
        if (!IsText(schema, name, isNull: json == "null") && IsJson(json))
        {
            writer.WriteRawValue(json);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    private static bool IsText(JsonElement schema, string name, bool isNull)
    {
        if (schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("properties", out JsonElement properties) || properties.ValueKind != JsonValueKind.Object
            || !properties.TryGetProperty(name, out JsonElement property) || property.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        // A type, a list of types, or none, as where there are only alternatives.
        return property.TryGetProperty("type", out JsonElement type) && Allows(type, "string") && !(isNull && Allows(type, "null"));
    }

    private static bool Allows(JsonElement type, string name) => type.ValueKind switch
    {
        JsonValueKind.String => type.ValueEquals(name),
        JsonValueKind.Array => type.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(name)),
        _ => false,
    };

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
    }
}
