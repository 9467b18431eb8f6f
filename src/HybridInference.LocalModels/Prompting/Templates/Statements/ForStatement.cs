namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>for target in items if condition recursive</c>, with the <c>else</c> for no items.</summary>
internal sealed class ForStatement(AssignmentTarget target, Expression items, Expression? condition, Statement body, Statement? otherwise)
    : Statement
{
    // A pass has variables of its own, which takes as long as several steps.
    private const int StepsOfPass = 5;

    /// <summary>Gets a value indicating whether the loop may be called within itself, with other items.</summary>
    public bool IsRecursive { get; init; }

    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context) => Execute(items.Evaluate(context), context, depth: 0);

    private Completion Execute(object? items, RenderContext context, int depth)
    {
        IReadOnlyList<object?> values = Sequences.Items(items, context.Budget);
        if (condition is not null)
        {
            values = [.. values.Where(value => IsIncluded(value, context))];
        }

        return values.Count > 0 ? Loop(new LoopState(values, depth, Recursion(context.Scope, depth + 1)), context) : otherwise?.Execute(context) ?? Completion.Normal;
    }

    private bool IsIncluded(object? value, RenderContext context) => context.InScope(new TemplateScope(context.Scope), () =>
    {
        target.Assign(value, context);
        return Truth.Of(condition!.Evaluate(context));
    });

    // What a recursive loop writes for other items, with the variables around the loop.
    private FunctionValue? Recursion(TemplateScope scope, int depth) => !IsRecursive ? null : new FunctionValue("loop", arguments =>
    {
        RenderContext context = arguments.Context;
        context.Budget.Enter();
        string text = context.InScope(scope, () => context.Capture(() => Execute(arguments.Required(0, "iterable"), context, depth)));
        context.Budget.Leave();
        return text;
    });

    private Completion Loop(LoopState loop, RenderContext context)
    {
        for (; loop.Index < loop.Values.Count; loop.Index++)
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
