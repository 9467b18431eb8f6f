namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A part of a template that writes or changes something.</summary>
internal abstract class Statement
{
    /// <summary>Carries out the statement.</summary>
    public Completion Execute(RenderContext context)
    {
        context.Budget.Enter();
        Completion completion = ExecuteCore(context);
        context.Budget.Leave();
        return completion;
    }

    /// <summary>Carries out the statement; the step is already counted.</summary>
    protected abstract Completion ExecuteCore(RenderContext context);
}
