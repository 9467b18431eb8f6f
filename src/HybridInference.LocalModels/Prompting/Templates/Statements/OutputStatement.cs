namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>{{ value }}</c>.</summary>
internal sealed class OutputStatement(Expression value) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        context.Write(PythonText.Str(value.Evaluate(context), context.Budget));
        return Completion.Normal;
    }
}
