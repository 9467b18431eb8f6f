namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>value if condition else other</c>; without an else the value is undefined.</summary>
internal sealed class ConditionalExpression(Expression condition, Expression value, Expression? other) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context)
    {
        Expression? chosen = Truth.Of(condition.Evaluate(context)) ? value : other;
        return chosen is null ? new UndefinedValue("an if without an else") : chosen.Evaluate(context);
    }
}
