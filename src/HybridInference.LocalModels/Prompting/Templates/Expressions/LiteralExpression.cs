namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Text, a number, a truth value or none.</summary>
internal sealed class LiteralExpression(object? value) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) => value;
}
