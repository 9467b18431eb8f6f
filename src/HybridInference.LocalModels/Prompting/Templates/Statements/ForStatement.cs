namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>for target in items if condition</c>, with the <c>else</c> for no items.</summary>
internal sealed class ForStatement(AssignmentTarget target, Expression items, Expression? condition, Statement body, Statement? otherwise)
    : Statement
{
    // A pass has variables of its own, which takes as long as several steps.
    private const int StepsOfPass = 5;

    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        IReadOnlyList<object?> values = Sequences.Items(items.Evaluate(context), context.Budget);
        if (condition is not null)
        {
            values = [.. values.Where(value => IsIncluded(value, context))];
        }

        return values.Count > 0 ? Loop(values, context) : otherwise?.Execute(context) ?? Completion.Normal;
    }

    private bool IsIncluded(object? value, RenderContext context) => context.InScope(new TemplateScope(context.Scope), () =>
    {
        target.Assign(value, context);
        return Truth.Of(condition!.Evaluate(context));
    });

    private Completion Loop(IReadOnlyList<object?> values, RenderContext context)
    {
        LoopState loop = new(values);
        for (; loop.Index < values.Count; loop.Index++)
        {
            if (Iterate(loop, context) == Completion.Break)
            {
                break;
            }
        }

        return Completion.Normal;
    }

    private Completion Iterate(LoopState loop, RenderContext context)
    {
        context.Budget.Spend(StepsOfPass);
        TemplateScope scope = new(context.Scope);
        scope.Set("loop", loop);
        return context.InScope(scope, () =>
        {
            target.Assign(loop.Values[loop.Index], context);
            return body.Execute(context);
        });
    }
}
