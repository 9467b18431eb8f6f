namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Any value.</summary>
internal sealed class AnyShape : SchemaShape
{
    public override JsonKinds Kinds => JsonKinds.All;

    public override Term Write(SchemaWriter writer, int depth) => writer.Json.Value(depth);
}
