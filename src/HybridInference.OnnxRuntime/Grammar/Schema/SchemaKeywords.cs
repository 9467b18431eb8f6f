using System.Text.Json;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>The keywords of one schema, or of several that all apply.</summary>
internal sealed class SchemaKeywords
{
    private static readonly Dictionary<string, string> Remedies = new()
    {
        ["not"] = "Say what is allowed, for example by 'enum' or 'anyOf'.",
        ["if"] = "Write the cases as 'anyOf'.",
        ["then"] = "Write the cases as 'anyOf'.",
        ["else"] = "Write the cases as 'anyOf'.",
        ["dependentRequired"] = "Write the cases as 'anyOf'.",
        ["dependentSchemas"] = "Write the cases as 'anyOf'.",
        ["dependencies"] = "Write the cases as 'anyOf'.",
        ["patternProperties"] = "List the properties, or use 'additionalProperties'.",
        ["propertyNames"] = "List the properties, or use 'additionalProperties'.",
        ["minProperties"] = "Use 'required', and check the number afterwards.",
        ["maxProperties"] = "List the properties, and check the number afterwards.",
        ["contains"] = "Use 'items' or 'prefixItems', and check the items afterwards.",
        ["minContains"] = "Use 'items' or 'prefixItems', and check the items afterwards.",
        ["maxContains"] = "Use 'items' or 'prefixItems', and check the items afterwards.",
        ["uniqueItems"] = "Remove it, and check the items afterwards.",
        ["multipleOf"] = "Remove it, or list the numbers in 'enum'.",
        ["additionalItems"] = "Use 'prefixItems' and 'items'.",
        ["unevaluatedItems"] = "Use 'prefixItems' and 'items'.",
        ["unevaluatedProperties"] = "Use 'additionalProperties'.",
        ["$dynamicRef"] = "Use '$ref'.",
        ["$recursiveRef"] = "Use '$ref'.",
    };

    private readonly Dictionary<string, JsonElement> _values = [];
    private readonly Dictionary<string, (JsonElement Schema, string Path)> _properties = [];
    private readonly List<string> _required = [];

    private SchemaKeywords(string path)
    {
        Path = path;
    }

    /// <summary>Gets where the schema stands, as a JSON pointer.</summary>
    public string Path { get; }

    /// <summary>Gets the properties in their order, each with where its schema stands.</summary>
    public IReadOnlyDictionary<string, (JsonElement Schema, string Path)> Properties => _properties;

    public IReadOnlyList<string> Required => _required;

    public bool HasProperties => _properties.Count > 0 || _required.Count > 0;

    /// <summary>Reads an object of keywords.</summary>
    /// <exception cref="UnsupportedRequestException">One of them is not supported.</exception>
    public static SchemaKeywords Read(JsonElement schema, string path)
    {
        var keywords = new SchemaKeywords(path);
        foreach (JsonProperty member in schema.EnumerateObject())
        {
            keywords.Add(member.Name, member.Value);
        }

        return keywords;
    }

    public JsonElement? Find(string keyword) => _values.TryGetValue(keyword, out JsonElement value) ? value : null;

    public bool Has(params ReadOnlySpan<string> keywords)
    {
        foreach (string keyword in keywords)
        {
            if (_values.ContainsKey(keyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the keywords without one of them.</summary>
    public SchemaKeywords Without(string keyword)
    {
        var keywords = new SchemaKeywords(Path);
        keywords.Add(this);
        keywords._values.Remove(keyword);
        return keywords;
    }

    /// <summary>Gets the keywords of both schemas, which must not contradict each other.</summary>
    /// <exception cref="UnsupportedRequestException">Both have a keyword, with different values.</exception>
    public SchemaKeywords And(SchemaKeywords other)
    {
        if ((LimitsProperties && other.HasProperties) || (other.LimitsProperties && HasProperties))
        {
            throw Error("additionalProperties", "is combined with properties of another schema", "Write the properties into one schema.");
        }

        var keywords = new SchemaKeywords(other.Path);
        keywords.Add(this);
        keywords.Add(other);
        return keywords;
    }

    /// <summary>Gets whether nothing is said that a value could contradict.</summary>
    public bool IsEmpty => !HasProperties && _values.Count == 0;

    /// <summary>Gets the schemas below a keyword, each with where it stands.</summary>
    public IReadOnlyList<(JsonElement Schema, string Path)> List(string keyword)
    {
        JsonElement value = _values[keyword];
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? [.. value.EnumerateArray().Select((schema, index) => (schema, $"{Path}/{keyword}/{index}"))]
            : throw Invalid(keyword, "a list that is not empty");
    }

    /// <summary>Gets a count, which is not negative.</summary>
    public int? Count(string keyword)
    {
        if (Find(keyword) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and < int.MaxValue and var count && double.IsInteger(count)
            ? (int)count
            : throw Invalid(keyword, "a number of things");
    }

    /// <summary>Gets a text.</summary>
    public string? Text(string keyword) => Find(keyword) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Invalid(keyword, "a string");

    public UnsupportedRequestException Error(string keyword, string problem, string remedy) =>
        SchemaErrors.Create($"{Path}/{Escape(keyword)}", problem, remedy);

    public UnsupportedRequestException Invalid(string keyword, string expected) =>
        Error(keyword, $"should be {expected} but is not", "Correct it.");

    private bool LimitsProperties => Find("additionalProperties") is { } schema && !IsVacuous(schema);

    // What .NET writes beside a reference: a schema that allows everything.
    private static bool IsVacuous(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.True || (schema.ValueKind == JsonValueKind.Object && !schema.EnumerateObject().Any());

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private void Add(SchemaKeywords other)
    {
        foreach ((string keyword, JsonElement value) in other._values)
        {
            AddValue(keyword, value);
        }

        foreach ((string name, (JsonElement Schema, string Path) property) in other._properties)
        {
            AddProperty(name, property.Schema, property.Path);
        }

        _required.AddRange(other._required.Except(_required).ToArray());
    }

    private void Add(string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "properties":
                foreach (JsonProperty property in Expect(keyword, value, JsonValueKind.Object).EnumerateObject())
                {
                    AddProperty(property.Name, property.Value, $"{Path}/properties/{Escape(property.Name)}");
                }

                break;
            case "required":
                _required.AddRange(Expect(keyword, value, JsonValueKind.Array).EnumerateArray()
                    .Select(name => Expect(keyword, name, JsonValueKind.String).GetString()!).Except(_required).ToArray());
                break;
            default:
                AddSupported(keyword, value);
                break;
        }
    }

    private void AddSupported(string keyword, JsonElement value)
    {
        // What a closed object or a set that may repeat says anyway changes nothing.
        bool isFalse = value.ValueKind == JsonValueKind.False;
        if (Remedies.TryGetValue(keyword, out string? remedy) && !(isFalse && keyword is "uniqueItems" or "unevaluatedProperties" or "unevaluatedItems"))
        {
            throw Error(keyword, "is a keyword that the local model does not support", remedy);
        }

        if (SchemaVocabulary.Assertions.Contains(keyword))
        {
            AddValue(keyword, value);
        }
    }

    private void AddValue(string keyword, JsonElement value)
    {
        if (_values.TryAdd(keyword, value) || JsonElement.DeepEquals(_values[keyword], value) || IsVacuous(value))
        {
            return;
        }

        _values[keyword] = IsVacuous(_values[keyword])
            ? value
            : throw Error(keyword, "is there twice, with different values", "Write one schema that says both.");
    }

    private void AddProperty(string name, JsonElement schema, string path)
    {
        if (!_properties.TryAdd(name, (schema, path)) && !JsonElement.DeepEquals(_properties[name].Schema, schema))
        {
            throw SchemaErrors.Create(path, "describes a property that another schema describes differently", "Write one schema for the property.");
        }
    }

    private JsonElement Expect(string keyword, JsonElement value, JsonValueKind kind) =>
        value.ValueKind == kind ? value : throw Invalid(keyword, kind == JsonValueKind.Object ? "an object" : "a list of names");
}
