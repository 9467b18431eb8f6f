using System.Text.Json;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Reads a JSON schema (2020-12): the subset that <c>docs/structured-output.md</c> describes. What else changes the meaning is refused.</summary>
internal sealed class SchemaReader
{
    private const int MaxSchemas = 5_000;
    private const int MaxNesting = 64;

    private readonly SchemaReferences _references;
    private readonly List<(string Path, SchemaShape Left, SchemaShape Right)> _exclusive = [];
    private int _count;
    private int _nesting;

    private SchemaReader(JsonElement root)
    {
        _references = new SchemaReferences(root);
    }

    /// <exception cref="UnsupportedRequestException">The schema is not valid, or has what is not supported; the message says where.</exception>
    public static SchemaShape Read(JsonElement schema)
    {
        var reader = new SchemaReader(schema);
        SchemaShape shape = reader.Read(schema, "#");
        while (reader._references.TryTake() is { } reference)
        {
            reference.Shape.Target = reader.Read(reference.Schema, reference.Shape.Path);
        }

        reader.CheckExclusive();
        return shape;
    }

    public SchemaShape Read(JsonElement schema, string path)
    {
        if (++_count > MaxSchemas || _nesting == MaxNesting)
        {
            throw SchemaErrors.Create(path, $"is beyond {MaxSchemas} schemas or {MaxNesting} levels", "Use a smaller schema.");
        }

        _nesting++;
        SchemaShape shape = schema.ValueKind switch
        {
            JsonValueKind.True => new AnyShape(),
            JsonValueKind.False => LiteralShape.Never,
            JsonValueKind.Object => Read(SchemaKeywords.Read(schema, path)),
            _ => throw SchemaErrors.Create(path, "is no schema", "Give an object, true or false."),
        };
        _nesting--;
        return shape;
    }

    private SchemaShape Read(SchemaKeywords keywords)
    {
        bool isNullable = keywords.Find("nullable")?.ValueKind == JsonValueKind.True;
        SchemaKeywords rest = keywords.Without("nullable");
        SchemaShape shape = rest.Has("$ref", "allOf", "anyOf", "oneOf") ? ReadCombination(rest) : new TypeReader(this, rest).Read();
        return isNullable ? UnionShape.Of(shape, LiteralShape.Null) : shape;
    }

    private SchemaShape ReadCombination(SchemaKeywords keywords)
    {
        if (keywords.Has("$ref"))
        {
            SchemaKeywords rest = keywords.Without("$ref");
            return rest.IsEmpty ? _references.Refer(keywords) : Read(rest.And(Inline(keywords)));
        }

        if (keywords.Has("allOf"))
        {
            return ReadAll(keywords.List("allOf"), keywords.Without("allOf"));
        }

        if (keywords.Has("anyOf") && keywords.Has("oneOf"))
        {
            throw keywords.Error("oneOf", "is combined with 'anyOf'", "Use one of them.");
        }

        return keywords.Has("anyOf") ? UnionShape.Of(ReadEach(keywords, "anyOf")) : ReadOne(keywords);
    }

    private SchemaShape ReadAll(IReadOnlyList<(JsonElement Schema, string Path)> members, SchemaKeywords rest)
    {
        if (members.Count == 1 && rest.IsEmpty)
        {
            return Read(members[0].Schema, members[0].Path);
        }

        return Read(members.Aggregate(rest, (all, member) => all.And(Open(member.Schema, member.Path))));
    }

    private SchemaShape ReadOne(SchemaKeywords keywords)
    {
        SchemaShape[] members = ReadEach(keywords, "oneOf");
        for (int i = 0; i < members.Length; i++)
        {
            for (int other = 0; other < i; other++)
            {
                _exclusive.Add(($"{keywords.Path}/oneOf/{i}", members[i], members[other]));
            }
        }

        return UnionShape.Of(members);
    }

    private SchemaShape[] ReadEach(SchemaKeywords keywords, string keyword)
    {
        SchemaKeywords rest = keywords.Without(keyword);
        return [.. keywords.List(keyword).Select(member => rest.IsEmpty
            ? Read(member.Schema, member.Path)
            : ReadAll([member], rest))];
    }

    /// <summary>Gets the keywords of a schema that others are to be added to.</summary>
    private SchemaKeywords Open(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw SchemaErrors.Create(path, "cannot be combined with the keywords beside it", "Give an object of keywords.");
        }

        SchemaKeywords keywords = SchemaKeywords.Read(schema, path);
        return keywords.Has("$ref") ? keywords.Without("$ref").And(Inline(keywords)) : keywords;
    }

    private SchemaKeywords Inline(SchemaKeywords keywords)
    {
        if (++_count > MaxSchemas)
        {
            throw keywords.Error("$ref", "leads in a circle", "Remove the circle.");
        }

        return Open(_references.Find(keywords), keywords.Path);
    }

    private void CheckExclusive()
    {
        foreach ((string path, SchemaShape left, SchemaShape right) in _exclusive)
        {
            if (!left.IsDisjoint(right) && !right.IsDisjoint(left))
            {
                throw SchemaErrors.Create(
                    path,
                    "may describe the same values as another member of 'oneOf', of which exactly one must hold",
                    "Use 'anyOf', or a required property with a different 'const' in each member.");
            }
        }
    }
}
