namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>An object: certain properties in their order, and after them any number of others of one shape, or none.</summary>
internal sealed class ObjectShape(IReadOnlyList<PropertyShape> properties, SchemaShape? others) : SchemaShape
{
    public override JsonKinds Kinds => JsonKinds.Object;

    public override Term Write(SchemaWriter writer, int depth)
    {
        if (depth == 0)
        {
            return writer.Terms.Never;
        }

        // From the last property to the first: what follows depends on whether a comma is needed.
        Term first = WriteOthers(writer, depth - 1, isFirst: true);
        Term later = WriteOthers(writer, depth - 1, isFirst: false);
        foreach (PropertyShape property in properties.Reverse())
        {
            Term name = writer.Terms.Text($"\"{JsonStrings.Escape(property.Name)}\"");
            Term member = writer.Terms.Sequence(writer.Json.Member(name, property.Value.Write(writer, depth - 1)), later);
            Term laterMember = writer.Terms.Sequence(writer.Json.Comma(), member);
            first = property.IsRequired ? member : writer.Terms.Choice(member, first);
            later = property.IsRequired ? laterMember : writer.Terms.Choice(laterMember, later);
        }

        return writer.Json.Braces(first);
    }

    public override bool IsDisjoint(SchemaShape other) => base.IsDisjoint(other)
        || (other is ObjectShape shape && properties.Any(property => property.IsRequired && shape.Excludes(property)))
        || (other is not ObjectShape and not LiteralShape && other.IsDisjoint(this));

    private bool Excludes(PropertyShape property) => properties.Any(own =>
        own.IsRequired && own.Name == property.Name && own.Value is LiteralShape && own.Value.IsDisjoint(property.Value));

    private Term WriteOthers(SchemaWriter writer, int depth, bool isFirst)
    {
        if (others is null)
        {
            return writer.Terms.Empty;
        }

        Term name = writer.Names.Except([.. properties.Select(property => property.Name)]);
        Term member = writer.Json.Member(name, others.Write(writer, depth));
        return isFirst
            ? writer.Json.List(member)
            : writer.Terms.Repeat(writer.Terms.Sequence(writer.Json.Comma(), member));
    }
}
