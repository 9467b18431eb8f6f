namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>not value</c>.</summary>
internal sealed class NotExpression(Expression value) : Expression
{
    /// <inheritdoc/>
    protected override object EvaluateCore(RenderContext context) => !Truth.Of(value.Evaluate(context));
}
