namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>value is test(arguments)</c>.</summary>
internal sealed class TestExpression(Expression value, string name, ArgumentList arguments) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) =>
        ValueTests.Get(name)(arguments.Evaluate(name, context, [value.Evaluate(context)]));
}
