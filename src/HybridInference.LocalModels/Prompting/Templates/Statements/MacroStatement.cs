namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>macro name(parameters)</c>.</summary>
internal sealed class MacroStatement(string name, Macro macro) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        context.Scope.Set(name, macro.ToFunction(context.Scope));
        return Completion.Normal;
    }
}
