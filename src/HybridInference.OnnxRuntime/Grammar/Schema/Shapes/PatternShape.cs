namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A string that matches a pattern.</summary>
internal sealed class PatternShape(PatternPart pattern) : SchemaShape
{
    public override JsonKinds Kinds => JsonKinds.String;

    public override Term Write(SchemaWriter writer, int depth) => writer.Json.Strings.Quote(pattern(writer.Patterns));
}
