namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>left ~ right</c>: both as text.</summary>
internal sealed class ConcatExpression(IReadOnlyList<Expression> parts) : Expression
{
    /// <inheritdoc/>
    protected override object EvaluateCore(RenderContext context)
    {
        BoundedText text = new(context.Budget);
        foreach (Expression part in parts)
        {
            text.Append(PythonText.Str(part.Evaluate(context), context.Budget));
        }

        return text.ToString();
    }
}
