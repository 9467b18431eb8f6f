namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>What a JSON schema allows, apart from any vocabulary.</summary>
internal abstract class SchemaShape
{
    /// <summary>Gets the kinds of values that the schema may allow.</summary>
    public abstract JsonKinds Kinds { get; }

    /// <summary>Writes the values.</summary>
    /// <param name="writer">Writes nested values.</param>
    /// <param name="depth">How deeply objects and arrays may nest.</param>
    public abstract Term Write(SchemaWriter writer, int depth);

    /// <summary>Gets whether it is certain that no value is of this and of another shape.</summary>
    public virtual bool IsDisjoint(SchemaShape other) => (Kinds & other.Kinds) == 0;
}
