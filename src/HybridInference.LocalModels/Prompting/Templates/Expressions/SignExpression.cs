namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>-value</c> or <c>+value</c>.</summary>
internal sealed class SignExpression(Expression value, bool isNegative) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) =>
        isNegative ? Arithmetic.Negate(value.Evaluate(context)) : value.Evaluate(context);
}
