using System.Globalization;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>One of certain values, which may be none.</summary>
/// <param name="values">The values as JSON, as they are to be written.</param>
internal sealed class LiteralShape(params IReadOnlyList<string> values) : SchemaShape
{
    public static readonly LiteralShape Never = new();
    public static readonly LiteralShape Null = new("null");
    public static readonly LiteralShape Boolean = new("true", "false");

    public override JsonKinds Kinds { get; } = values.Aggregate(JsonKinds.None, (kinds, value) => kinds | KindOf(value));

    public override Term Write(SchemaWriter writer, int depth) => writer.Terms.Choice(values.Select(writer.Terms.Text));

    public override bool IsDisjoint(SchemaShape other) =>
        base.IsDisjoint(other) || (other is LiteralShape literal && !Keys().Intersect(literal.Keys()).Any());

    private static JsonKinds KindOf(string value) => value[0] switch
    {
        '"' => JsonKinds.String,
        '{' => JsonKinds.Object,
        '[' => JsonKinds.Array,
        'n' => JsonKinds.Null,
        't' or 'f' => JsonKinds.Boolean,
        _ => JsonKinds.Number,
    };

    // 1 and 1.0 are the same number.
    private IEnumerable<string> Keys() => values.Select(value =>
        double.TryParse(value, CultureInfo.InvariantCulture, out double number) ? number.ToString("R", CultureInfo.InvariantCulture) : value);
}
