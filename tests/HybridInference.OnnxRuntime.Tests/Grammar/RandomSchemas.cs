using System.Text.Json.Nodes;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

/// <summary>Makes schemas of the supported subset at random, each of which some value satisfies.</summary>
internal sealed class RandomSchemas(int seed)
{
    private static readonly string[] Names = ["a", "name", "is valid", "größe", "x\"y", "tags", "Ω"];
    private static readonly string[] Patterns = ["^[A-Z]{2}-\\d{3}$", "^(yes|no|maybe)$", "^[^\"a-y]*z$", "ab+c", "^\\w{1,4}(\\.\\w{1,3})?$", "^é[ab]?$"];

    private readonly Random _random = new(seed);

    public static string Create(int seed)
    {
        var schemas = new RandomSchemas(seed);
        JsonObject schema = schemas.CreateAny(3);
        schema["$defs"] = new JsonObject
        {
            ["node"] = JsonNode.Parse("""
                {"type": "object", "properties": {"value": {"type": "integer"}, "next": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/node"}]}},
                 "required": ["value", "next"], "additionalProperties": false}
                """),
            ["tree"] = JsonNode.Parse("""{"type": "array", "items": {"$ref": "#/$defs/tree"}, "maxItems": 3}"""),
        };
        return schema.ToJsonString();
    }

    private JsonObject CreateAny(int depth) => _random.Next(depth > 0 ? 14 : 9) switch
    {
        0 => new JsonObject { ["type"] = Pick("null", "boolean", "string", "integer", "number") },
        1 => new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "a text" },
        2 => CreateRange("integer"),
        3 => CreateRange("number"),
        4 => new JsonObject { ["type"] = "string", ["minLength"] = _random.Next(3), ["maxLength"] = _random.Next(3, 9) },
        5 => new JsonObject { ["type"] = "string", ["pattern"] = Pick(Patterns) },
        6 => new JsonObject { ["enum"] = new JsonArray("red", "re\"d\n", 1.5, null, new JsonArray(1, "x"), new JsonObject { ["k"] = true }) },
        7 => new JsonObject { ["const"] = Pick(Names) },
        8 => new JsonObject { ["$ref"] = Pick("#/$defs/node", "#/$defs/tree") },
        9 => CreateArray(depth),
        10 => CreateUnion(depth),
        _ => CreateObject(depth),
    };

    private JsonObject CreateRange(string type)
    {
        int min = _random.Next(-2000, 2000);
        var schema = new JsonObject { ["type"] = type };
        decimal scale = type == "number" ? 100 : 1;
        schema[Pick("minimum", "exclusiveMinimum")] = min / scale;
        if (_random.Next(3) > 0)
        {
            schema[Pick("maximum", "exclusiveMaximum")] = (min + _random.Next(2, 3000)) / scale;
        }

        return schema;
    }

    private JsonObject CreateArray(int depth)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = CreateAny(depth - 1) };
        int first = _random.Next(3);
        if (first > 0)
        {
            schema["prefixItems"] = new JsonArray([.. Enumerable.Range(0, first).Select(_ => (JsonNode)CreateAny(depth - 1))]);
        }

        int min = _random.Next(3);
        schema["minItems"] = min;
        schema["maxItems"] = min + _random.Next(4);
        return schema;
    }

    private JsonObject CreateUnion(int depth) => _random.Next(2) == 0
        ? new JsonObject { ["anyOf"] = new JsonArray(CreateAny(depth - 1), CreateAny(depth - 1), CreateAny(depth - 1)) }
        : new JsonObject { ["oneOf"] = new JsonArray(CreateCase("first", depth), CreateCase("second", depth), new JsonObject { ["type"] = "boolean" }) };

    private JsonObject CreateCase(string kind, int depth) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind }, ["value"] = CreateAny(depth - 1) },
        ["required"] = new JsonArray("kind"),
    };

    private JsonObject CreateObject(int depth)
    {
        string[] names = [.. Names.Where(_ => _random.Next(2) == 0)];
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)CreateAny(depth - 1)))),
            ["required"] = new JsonArray([.. names.Where(_ => _random.Next(2) == 0).Select(name => (JsonNode)name)]),
        };
        if (_random.Next(2) == 0)
        {
            schema["additionalProperties"] = _random.Next(3) switch { 0 => false, 1 => true, _ => CreateAny(depth - 1) };
        }

        return schema;
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
