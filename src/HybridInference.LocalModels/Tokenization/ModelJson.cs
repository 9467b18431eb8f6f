using System.Text.Json;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>
/// An element of a JSON file in a model folder; a member that is missing or of the wrong type is a <see cref="ModelLoadException"/>.
/// </summary>
internal readonly struct ModelJson(string path, JsonElement element)
{
    /// <summary>Gets the file that the element was read from.</summary>
    public string Path => path;

    /// <summary>Gets the element itself.</summary>
    public JsonElement Element => element;

    /// <summary>Gets a value indicating whether the element is null.</summary>
    public bool IsNull => element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>Gets a member, or a null element where there is none.</summary>
    public ModelJson this[string name] =>
        new(path, Expect(JsonValueKind.Object).TryGetProperty(name, out JsonElement member) ? member : default);

    /// <summary>Reads the element as text.</summary>
    public string AsString() => Expect(JsonValueKind.String).GetString()!;

    /// <summary>Reads a member as text, or null where it is absent.</summary>
    public string? OptionalString(string name) => this[name] is { IsNull: false } member ? member.AsString() : null;

    /// <summary>Reads a member as text.</summary>
    public string String(string name) => OptionalString(name) ?? throw Error($"'{name}' is missing.");

    /// <summary>Reads a member as a flag.</summary>
    public bool Boolean(string name, bool absent)
    {
        ModelJson member = this[name];
        return member.IsNull ? absent : member.Element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw member.Error($"'{name}' must be true or false."),
        };
    }

    /// <summary>Reads the element as an integer.</summary>
    public int AsInteger() =>
        Expect(JsonValueKind.Number).TryGetInt32(out int value) ? value : throw Error("a number is not a 32-bit integer.");

    /// <summary>Reads the element as a number.</summary>
    public double AsDouble() => Expect(JsonValueKind.Number).GetDouble();

    /// <summary>Reads a member as an integer, or null where it is absent.</summary>
    public int? OptionalInteger(string name) => this[name] is { IsNull: false } member ? member.AsInteger() : null;

    /// <summary>Reads the items of an array.</summary>
    public IEnumerable<ModelJson> Items()
    {
        string file = path;
        return Expect(JsonValueKind.Array).EnumerateArray().Select(item => new ModelJson(file, item));
    }

    /// <summary>Makes the failure for this file.</summary>
    public ModelLoadException Error(string problem) => new(path, problem);

    /// <summary>Gets the element if it is of the kind.</summary>
    public JsonElement Expect(JsonValueKind kind)
    {
        if (element.ValueKind == kind)
        {
            return element;
        }

        string found = element.ValueKind == JsonValueKind.Undefined ? "nothing" : $"{element.ValueKind}";
        throw Error($"{kind} expected where the file has {found}.");
    }
}
