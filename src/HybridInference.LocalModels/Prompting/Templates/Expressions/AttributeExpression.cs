namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>value.name</c>.</summary>
internal sealed class AttributeExpression(Expression value, string name) : Expression
{
    /// <summary>Gets what has the attribute.</summary>
    public Expression Value => value;

    /// <summary>Gets the name.</summary>
    public string Name => name;

    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) => Attributes.Get(value.Evaluate(context), name);
}
