using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

/// <summary>Tells whether a value satisfies a JSON schema, word by word after the specification and apart from the engine's own reading.</summary>
internal sealed class SchemaValidator(JsonElement root)
{
    public static bool IsValid(string schema, string json)
    {
        using JsonDocument schemaDocument = JsonDocument.Parse(schema);
        using JsonDocument value = JsonDocument.Parse(json);
        return new SchemaValidator(schemaDocument.RootElement).IsValid(schemaDocument.RootElement, value.RootElement);
    }

    private bool IsValid(JsonElement schema, JsonElement value)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.ValueKind == JsonValueKind.True;
        }

        return schema.EnumerateObject().All(keyword => IsSatisfied(schema, keyword.Name, keyword.Value, value));
    }

    private bool IsSatisfied(JsonElement schema, string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "type" => IsOfTypes(argument, value),
        "enum" => argument.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)),
        "const" => JsonElement.DeepEquals(argument, value),
        "$ref" => IsValid(Resolve(argument.GetString()!), value),
        "allOf" => argument.EnumerateArray().All(item => IsValid(item, value)),
        "anyOf" => argument.EnumerateArray().Any(item => IsValid(item, value)),
        "oneOf" => argument.EnumerateArray().Count(item => IsValid(item, value)) == 1,
        _ => value.ValueKind switch
        {
            JsonValueKind.Object => IsObjectSatisfied(schema, keyword, argument, value),
            JsonValueKind.Array => IsArraySatisfied(schema, keyword, argument, value),
            JsonValueKind.String => IsStringSatisfied(keyword, argument, value.GetString()!),
            JsonValueKind.Number => IsNumberSatisfied(keyword, argument, value),
            _ => true,
        },
    };

    private static bool IsOfTypes(JsonElement types, JsonElement value) => types.ValueKind == JsonValueKind.Array
        ? types.EnumerateArray().Any(type => IsOfType(type.GetString()!, value))
        : IsOfType(types.GetString()!, value);

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => string.Equals(type, value.ValueKind.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    private bool IsObjectSatisfied(JsonElement schema, string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "required" => argument.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.EnumerateObject().All(member =>
            !argument.TryGetProperty(member.Name, out JsonElement property) || IsValid(property, member.Value)),
        "additionalProperties" => value.EnumerateObject().All(member =>
            (schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(member.Name, out _))
            || IsValid(argument, member.Value)),
        _ => true,
    };

    private bool IsArraySatisfied(JsonElement schema, string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "minItems" => value.GetArrayLength() >= argument.GetInt32(),
        "maxItems" => value.GetArrayLength() <= argument.GetInt32(),
        "prefixItems" => value.EnumerateArray().Zip(argument.EnumerateArray()).All(pair => IsValid(pair.Second, pair.First)),
        "items" => value.EnumerateArray().Skip(schema.TryGetProperty("prefixItems", out JsonElement first) ? first.GetArrayLength() : 0)
            .All(item => IsValid(argument, item)),
        _ => true,
    };

    private static bool IsStringSatisfied(string keyword, JsonElement argument, string value) => keyword switch
    {
        "minLength" => value.EnumerateRunes().Count() >= argument.GetInt32(),
        "maxLength" => value.EnumerateRunes().Count() <= argument.GetInt32(),
        "pattern" => Regex.IsMatch(value, argument.GetString()!.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.None, TimeSpan.FromSeconds(1)),
        _ => true,
    };

    private static bool IsNumberSatisfied(string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "minimum" => Compare(value, argument) >= 0,
        "maximum" => Compare(value, argument) <= 0,
        "exclusiveMinimum" => Compare(value, argument) > 0,
        "exclusiveMaximum" => Compare(value, argument) < 0,
        _ => true,
    };

    // A number may be too large for a decimal.
    private static int Compare(JsonElement value, JsonElement bound) => value.TryGetDecimal(out decimal number)
        ? number.CompareTo(bound.GetDecimal())
        : value.GetDouble().CompareTo(bound.GetDouble());

    private JsonElement Resolve(string pointer) =>
        pointer.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));
}
