namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>set name = value</c>.</summary>
internal sealed class SetStatement(AssignmentTarget target, Expression value) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        target.Assign(value.Evaluate(context), context);
        return Completion.Normal;
    }
}
