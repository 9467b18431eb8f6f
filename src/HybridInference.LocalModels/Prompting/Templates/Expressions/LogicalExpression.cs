namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>and</c> or <c>or</c>: the value that decides, not its truth.</summary>
internal sealed class LogicalExpression(Expression left, Expression right, bool isAnd) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context)
    {
        object? value = left.Evaluate(context);
        return Truth.Of(value) == isAnd ? right.Evaluate(context) : value;
    }
}
