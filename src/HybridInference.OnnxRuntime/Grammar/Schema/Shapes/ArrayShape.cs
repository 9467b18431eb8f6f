namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>An array: first items of shapes of their own, and after them any number of one shape, or none.</summary>
internal sealed class ArrayShape(IReadOnlyList<SchemaShape> first, SchemaShape? rest, int min, int max) : SchemaShape
{
    public override JsonKinds Kinds => JsonKinds.Array;

    public override Term Write(SchemaWriter writer, int depth)
    {
        if (depth == 0 || min > max)
        {
            return writer.Terms.Never;
        }

        return writer.Json.Brackets(WriteFrom(0, writer, depth - 1));
    }

    private Term WriteFrom(int index, SchemaWriter writer, int depth)
    {
        if (index == max)
        {
            return writer.Terms.Empty;
        }

        Term items = index < first.Count
            ? writer.Terms.Sequence(WriteComma(index, writer), first[index].Write(writer, depth), WriteFrom(index + 1, writer, depth))
            : WriteRest(writer, depth);
        return index >= min ? writer.Terms.Optional(items) : items;
    }

    /// <summary>Writes what comes after the first items, one item at least.</summary>
    private Term WriteRest(SchemaWriter writer, int depth)
    {
        Term item = rest?.Write(writer, depth) ?? writer.Terms.Never;
        int least = Math.Max(1, min - first.Count);
        int most = max == RepeatTerm.Unbounded ? max : max - first.Count;
        Term list = least <= most ? writer.Json.List(item, least, most) : writer.Terms.Never;
        return writer.Terms.Sequence(WriteComma(first.Count, writer), list);
    }

    private static Term WriteComma(int index, SchemaWriter writer) => index == 0 ? writer.Terms.Empty : writer.Json.Comma();
}
