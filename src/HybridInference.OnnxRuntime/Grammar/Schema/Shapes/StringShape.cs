namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A string with a number of characters.</summary>
internal sealed class StringShape(int min, int max) : SchemaShape
{
    public override JsonKinds Kinds => JsonKinds.String;

    public override Term Write(SchemaWriter writer, int depth) => min <= max ? writer.Json.Strings.Any(min, max) : writer.Terms.Never;
}
