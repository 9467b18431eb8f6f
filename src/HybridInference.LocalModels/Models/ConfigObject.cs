using System.Text.Json;

namespace HybridInference.LocalModels;

/// <summary>
/// Reads one object of a JSON configuration file leniently: a missing key or <c>null</c> gives <see langword="null"/>, unknown keys are
/// never looked at, and a value of the wrong type is a <see cref="ModelLoadException"/> that names the file and the key.
/// </summary>
internal readonly struct ConfigObject
{
    private readonly string _file;
    private readonly string _path;
    private readonly JsonElement _element;

    public ConfigObject(string file, JsonElement root)
        : this(file, "", root)
    {
    }

    private ConfigObject(string file, string path, JsonElement element)
    {
        _file = file;
        _path = path;
        _element = element;
    }

    /// <summary>Gets the members in file order, or none when the object is absent.</summary>
    public IEnumerable<JsonProperty> Members => _element.ValueKind == JsonValueKind.Object ? _element.EnumerateObject() : [];

    public bool Has(string key) => Find(key) is not null;

    /// <summary>Gets a nested object; an absent one reads as an empty object.</summary>
    public ConfigObject Object(string key)
    {
        if (Find(key) is not { } value)
        {
            return new ConfigObject(_file, PathOf(key), default);
        }

        return value.ValueKind == JsonValueKind.Object
            ? new ConfigObject(_file, PathOf(key), value)
            : throw WrongType(key, "an object", value);
    }

    public string? String(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw WrongType(key, "a string", value),
    };

    public string String(string key, string otherwise) => String(key) ?? otherwise;

    public bool? Bool(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw WrongType(key, "true or false", value),
    };

    public bool Bool(string key, bool otherwise) => Bool(key) ?? otherwise;

    public int? Int(string key) => Find(key) is { } value ? ToInt(key, value) : null;

    public int Int(string key, int otherwise) => Int(key) ?? otherwise;

    public float? Float(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value => (float)value.GetDouble(),
        { } value => throw WrongType(key, "a number", value),
    };

    public float Float(string key, float otherwise) => Float(key) ?? otherwise;

    /// <summary>Gets a list of integers that may also be written as a single integer; empty when the key is absent.</summary>
    public int[] Ints(string key)
    {
        if (Find(key) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [ToInt(key, value)];
        }

        var list = new int[value.GetArrayLength()];
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = ToInt(key, value[i]);
        }

        return list;
    }

    public ModelLoadException Invalid(string key, string problem) =>
        new(_file, $"the value of '{PathOf(key)}' {problem}.");

    private JsonElement? Find(string key) =>
        _element.ValueKind == JsonValueKind.Object
        && _element.TryGetProperty(key, out JsonElement value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private int ToInt(string key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            throw WrongType(key, "an integer", value);
        }

        double number = value.GetDouble();
        return double.IsInteger(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw WrongType(key, "a 32-bit integer", value);
    }

    private ModelLoadException WrongType(string key, string expected, JsonElement value) =>
        Invalid(key, $"should be {expected} but is {Excerpt(value)}");

    private static string Excerpt(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length <= 40 ? text : $"{text.AsSpan(0, 40)}...";
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";
}
