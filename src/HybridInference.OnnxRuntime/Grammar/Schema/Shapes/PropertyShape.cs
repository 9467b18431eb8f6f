namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A property of an object.</summary>
internal sealed record PropertyShape(string Name, SchemaShape Value, bool IsRequired);
