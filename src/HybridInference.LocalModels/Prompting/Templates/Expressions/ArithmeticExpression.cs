namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>An operator with a number, text or a list on both sides.</summary>
internal sealed class ArithmeticExpression(string operation, Expression left, Expression right) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) =>
        Arithmetic.Apply(operation, left.Evaluate(context), right.Evaluate(context), context.Budget);
}
