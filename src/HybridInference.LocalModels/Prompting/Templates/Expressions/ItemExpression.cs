namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>value[key]</c>.</summary>
internal sealed class ItemExpression(Expression value, Expression key) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) => Attributes.GetItem(value.Evaluate(context), key.Evaluate(context));
}
