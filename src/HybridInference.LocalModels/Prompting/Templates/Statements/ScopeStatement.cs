namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A block with variables of its own: <c>with</c>, or <c>generation</c>, which marks the assistant's text for training.</summary>
internal sealed class ScopeStatement(IReadOnlyList<(AssignmentTarget Target, Expression Value)> variables, Statement body) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        List<object?> values = [.. variables.Select(variable => variable.Value.Evaluate(context))];
        return context.InScope(new TemplateScope(context.Scope), () =>
        {
            for (int i = 0; i < values.Count; i++)
            {
                variables[i].Target.Assign(values[i], context);
            }

            return body.Execute(context);
        });
    }
}
