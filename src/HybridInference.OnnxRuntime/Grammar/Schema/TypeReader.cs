using System.Globalization;
using System.Text.Json;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Reads a schema without combinations: its values or its types and what is said about each.</summary>
internal sealed class TypeReader(SchemaReader reader, SchemaKeywords keywords)
{
    private const int MaxMembers = 500;

    public SchemaShape Read()
    {
        string[]? types = ReadTypes();
        if (keywords.Has("enum", "const"))
        {
            return ReadValues(types);
        }

        types ??= GuessTypes();
        return types.Length == 0 ? new AnyShape() : UnionShape.Of([.. types.Select(Read)]);
    }

    private string[]? ReadTypes()
    {
        if (keywords.Find("type") is not { } type)
        {
            return null;
        }

        JsonElement[] list = type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 ? [.. type.EnumerateArray()] : [type];
        return [.. list.Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw keywords.Invalid("type", "the name of a type")).Distinct()];
    }

    /// <summary>Finds the types that the keywords are about, where none is given: other types would be valid but are hardly meant.</summary>
    private string[] GuessTypes()
    {
        var types = new List<string>();
        AddIf(keywords.HasProperties || keywords.Has("additionalProperties"), "object");
        AddIf(keywords.Has(SchemaVocabulary.OfArrays), "array");
        AddIf(keywords.Has(SchemaVocabulary.OfStrings), "string");
        AddIf(keywords.Has(SchemaVocabulary.OfNumbers), "number");
        return [.. types];

        void AddIf(bool isMeant, string type)
        {
            if (isMeant)
            {
                types.Add(type);
            }
        }
    }

    private SchemaShape Read(string type) => type switch
    {
        "null" => LiteralShape.Null,
        "boolean" => LiteralShape.Boolean,
        "integer" => ReadNumber(isInteger: true),
        "number" => ReadNumber(isInteger: false),
        "string" => ReadString(),
        "array" => ReadArray(),
        "object" => ReadObject(),
        _ => throw keywords.Invalid("type", "null, boolean, integer, number, string, array or object"),
    };

    private LiteralShape ReadValues(string[]? types)
    {
        if (keywords.HasProperties || keywords.Has([.. SchemaVocabulary.OfStrings, .. SchemaVocabulary.OfNumbers, .. SchemaVocabulary.OfArrays, "additionalProperties"]))
        {
            throw keywords.Error(keywords.Has("enum") ? "enum" : "const", "is combined with keywords other than 'type'", "Remove them, and list only values that they allow.");
        }

        JsonElement[] values = keywords.Has("enum") ? [.. keywords.List("enum").Select(value => value.Schema)] : [keywords.Find("const")!.Value];
        JsonElement? constant = keywords.Find("const");
        return new LiteralShape([.. values
            .Where(value => (constant is null || JsonElement.DeepEquals(value, constant.Value)) && (types is null || types.Any(type => IsOf(value, type))))
            .Select(Write)]);
    }

    private string Write(JsonElement value)
    {
        try
        {
            return JsonLiterals.Write(value);
        }
        catch (InvalidOperationException)
        {
            throw keywords.Error(keywords.Has("enum") ? "enum" : "const", "has half of a surrogate pair", "Correct it.");
        }
    }

    private static bool IsOf(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Number => type == "number" || (type == "integer" && double.IsInteger(value.GetDouble())),
        JsonValueKind.String => type == "string",
        JsonValueKind.Array => type == "array",
        _ => type == "object",
    };

    private SchemaShape ReadString()
    {
        string[] kinds = [.. SchemaVocabulary.OfStrings.Where(keyword => keywords.Has(keyword))];
        if (kinds is ["pattern" or "format", _, ..])
        {
            throw keywords.Error(kinds[0], "is combined with lengths or a format", "Write one pattern that says all.");
        }

        if (keywords.Text("pattern") is { } pattern)
        {
            return ReadPattern("pattern", StringFormats.Narrow(pattern));
        }

        return keywords.Text("format") is { } format
            ? ReadPattern("format", FindFormat(format))
            : new StringShape(keywords.Count("minLength") ?? 0, keywords.Count("maxLength") ?? RepeatTerm.Unbounded);
    }

    private string FindFormat(string format) => StringFormats.Find(format) ?? throw keywords.Error(
        "format",
        "is a format that the local model does not support",
        $"Remove it, use 'pattern', or one of {string.Join(", ", StringFormats.Names)}.");

    private PatternShape ReadPattern(string keyword, string pattern)
    {
        try
        {
            return new PatternShape(PatternParser.Parse(pattern));
        }
        catch (PatternSyntaxException exception)
        {
            throw keywords.Error(keyword, exception.Message, "Use a simpler pattern, or check the text afterwards.");
        }
    }

    private NumberShape ReadNumber(bool isInteger)
    {
        NumberBound? min = Tighter(ReadBound("minimum", false), ReadBound("exclusiveMinimum", true), isMin: true);
        NumberBound? max = Tighter(ReadBound("maximum", false), ReadBound("exclusiveMaximum", true), isMin: false);
        return new NumberShape(isInteger, min, max);
    }

    private NumberBound? ReadBound(string keyword, bool isExclusive)
    {
        if (keywords.Find(keyword) is not { } value)
        {
            return null;
        }

        return ReadDecimal(value) is { } bound
            ? new NumberBound(bound, isExclusive)
            : throw keywords.Invalid(keyword, "a number of at most 28 digits");
    }

    // .NET writes the bounds of a range of decimals as text.
    private static decimal? ReadDecimal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out decimal number) => number,
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => null,
    };

    private static NumberBound? Tighter(NumberBound? included, NumberBound? excluded, bool isMin)
    {
        if (included is not { } first || excluded is not { } second)
        {
            return included ?? excluded;
        }

        bool isExcludedTighter = isMin ? second.Value >= first.Value : second.Value <= first.Value;
        return isExcludedTighter ? second : first;
    }

    private ArrayShape ReadArray()
    {
        SchemaShape[] first = keywords.Has("prefixItems") ? [.. keywords.List("prefixItems").Select(item => reader.Read(item.Schema, item.Path))] : [];
        if (first.Length > MaxMembers)
        {
            throw keywords.Error("prefixItems", $"has more than {MaxMembers} items", "Use 'items'.");
        }

        SchemaShape? rest = keywords.Find("items") switch
        {
            null => first.Length > 0 ? null : new AnyShape(),
            { ValueKind: JsonValueKind.False } => null,
            { ValueKind: JsonValueKind.Array } => throw keywords.Error("items", "is a list", "Use 'prefixItems'."),
            { } items => reader.Read(items, $"{keywords.Path}/items"),
        };
        return new ArrayShape(first, rest, keywords.Count("minItems") ?? 0, keywords.Count("maxItems") ?? RepeatTerm.Unbounded);
    }

    private ObjectShape ReadObject()
    {
        JsonElement? additional = keywords.Find("additionalProperties");
        SchemaShape? others = additional switch
        {
            null => keywords.HasProperties ? null : new AnyShape(),
            { ValueKind: JsonValueKind.False } => null,
            { } schema => reader.Read(schema, $"{keywords.Path}/additionalProperties"),
        };
        SchemaShape unlisted = additional is null ? new AnyShape() : others ?? LiteralShape.Never;
        IEnumerable<PropertyShape> listed = keywords.Properties.Select(property => new PropertyShape(
            property.Key, reader.Read(property.Value.Schema, property.Value.Path), keywords.Required.Contains(property.Key)));
        IEnumerable<PropertyShape> more = keywords.Required.Where(name => !keywords.Properties.ContainsKey(name))
            .Select(name => new PropertyShape(name, unlisted, IsRequired: true));
        PropertyShape[] all = [.. listed, .. more];
        return all.Length <= MaxMembers
            ? new ObjectShape(all, others)
            : throw keywords.Error("properties", $"has more than {MaxMembers} properties", "Split the object.");
    }

}
