using System.Globalization;
using System.Text.Json;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Follows <c>$ref</c> within one document.</summary>
internal sealed class SchemaReferences(JsonElement root)
{
    private readonly Dictionary<string, ReferenceShape> _shapes = [];
    private readonly Queue<(ReferenceShape Shape, JsonElement Schema)> _open = [];

    /// <summary>Gets the shape of what a schema refers to; it is read later, as it may refer to itself.</summary>
    public ReferenceShape Refer(SchemaKeywords keywords)
    {
        JsonElement target = Find(keywords);
        string pointer = keywords.Text("$ref")!;
        if (!_shapes.TryGetValue(pointer, out ReferenceShape? shape))
        {
            _shapes[pointer] = shape = new ReferenceShape(pointer);
            _open.Enqueue((shape, target));
        }

        return shape;
    }

    /// <summary>Gets the next schema that is to be read.</summary>
    public (ReferenceShape Shape, JsonElement Schema)? TryTake() => _open.TryDequeue(out (ReferenceShape, JsonElement) next) ? next : null;

    /// <summary>Finds what a schema refers to.</summary>
    /// <exception cref="UnsupportedRequestException">There is nothing, or it is in another document.</exception>
    public JsonElement Find(SchemaKeywords keywords)
    {
        string pointer = keywords.Text("$ref")!;
        if (pointer != "#" && !pointer.StartsWith("#/", StringComparison.Ordinal))
        {
            throw keywords.Error("$ref", "does not refer to the same document", "Write the schema into '$defs' and refer to it by '#/$defs/...'.");
        }

        return Find(root, pointer) ?? FindWrapped(pointer) ?? throw keywords.Error("$ref", "refers to a schema that does not exist", "Write the schema into '$defs'.");
    }

    // Microsoft.Extensions.AI puts a schema of anything but an object into a property 'data', and leaves its references as they were.
    private JsonElement? FindWrapped(string pointer) => Find(root, "#/properties/data") is { } data ? Find(data, pointer) : null;

    private static JsonElement? Find(JsonElement from, string pointer)
    {
        JsonElement? found = from;
        foreach (string part in pointer.Split('/').Skip(1))
        {
            found = found is { } parent ? Step(parent, Unescape(part)) : null;
        }

        return found;
    }

    private static JsonElement? Step(JsonElement parent, string name) => parent.ValueKind switch
    {
        JsonValueKind.Object when parent.TryGetProperty(name, out JsonElement child) => child,
        JsonValueKind.Array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < parent.GetArrayLength()
            => parent[index],
        _ => null,
    };

    private static string Unescape(string part) => Uri.UnescapeDataString(part)
        .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
