namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>A schema that stands elsewhere and may contain this reference.</summary>
internal sealed class ReferenceShape(string path) : SchemaShape
{
    private bool _isAsked;

    public string Path => path;

    /// <summary>Gets or sets the schema, which is known once the whole document was read.</summary>
    public SchemaShape? Target { get; set; }

    public override JsonKinds Kinds => Ask(target => target.Kinds, JsonKinds.All);

    public override Term Write(SchemaWriter writer, int depth) => writer.WriteReference(this, depth);

    public override bool IsDisjoint(SchemaShape other) => Ask(target => target.IsDisjoint(other), false);

    // A reference that leads back to itself says nothing.
    private T Ask<T>(Func<SchemaShape, T> question, T unknown)
    {
        if (_isAsked || Target is null)
        {
            return unknown;
        }

        _isAsked = true;
        try
        {
            return question(Target);
        }
        finally
        {
            _isAsked = false;
        }
    }
}
