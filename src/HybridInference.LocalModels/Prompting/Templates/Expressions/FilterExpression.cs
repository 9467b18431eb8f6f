namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>value | filter(arguments)</c>.</summary>
internal sealed class FilterExpression(Expression value, string name, ArgumentList arguments) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) =>
        Filters.Get(name)(arguments.Evaluate(name, context, [value.Evaluate(context)]));
}
