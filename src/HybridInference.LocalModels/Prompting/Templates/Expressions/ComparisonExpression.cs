namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A chain of comparisons: <c>1 &lt; x &lt;= 3</c>.</summary>
internal sealed class ComparisonExpression(Expression first, IReadOnlyList<(string Operation, Expression Value)> comparisons) : Expression
{
    /// <inheritdoc/>
    protected override object EvaluateCore(RenderContext context)
    {
        object? left = first.Evaluate(context);
        foreach ((string operation, Expression expression) in comparisons)
        {
            object? right = expression.Evaluate(context);
            if (!Comparison.Apply(operation, left, right, context.Budget))
            {
                return false;
            }

            left = right;
        }

        return true;
    }
}
