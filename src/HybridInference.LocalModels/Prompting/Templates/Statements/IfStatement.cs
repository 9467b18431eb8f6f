namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>if</c>, <c>elif</c> and <c>else</c>; it has no variables of its own.</summary>
internal sealed class IfStatement(IReadOnlyList<(Expression Condition, Statement Body)> branches, Statement? otherwise) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        foreach ((Expression condition, Statement body) in branches)
        {
            if (Truth.Of(condition.Evaluate(context)))
            {
                return body.Execute(context);
            }
        }

        return otherwise?.Execute(context) ?? Completion.Normal;
    }
}
