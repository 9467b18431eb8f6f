namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A value of one of several shapes.</summary>
internal sealed class UnionShape(IReadOnlyList<SchemaShape> members) : SchemaShape
{
    public override JsonKinds Kinds => members.Aggregate(JsonKinds.None, (kinds, member) => kinds | member.Kinds);

    public static SchemaShape Of(params IReadOnlyList<SchemaShape> members) => members.Count == 1 ? members[0] : new UnionShape(members);

    public override Term Write(SchemaWriter writer, int depth) =>
        writer.Terms.Choice(members.Select(member => member.Write(writer, depth)).ToArray());

    public override bool IsDisjoint(SchemaShape other) => members.All(member => member.IsDisjoint(other));
}
