namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A part of a template that has a value.</summary>
internal abstract class Expression
{
    /// <summary>Gets the value.</summary>
    public object? Evaluate(RenderContext context)
    {
        context.Budget.Enter();
        object? value = EvaluateCore(context);
        context.Budget.Leave();
        return value;
    }

    /// <summary>Gets the value; the step is already counted.</summary>
    protected abstract object? EvaluateCore(RenderContext context);
}
