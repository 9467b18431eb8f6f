namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The text that a block writes, as a value; the block has variables of its own.</summary>
internal sealed class CapturedText(Statement body) : Expression
{
    /// <inheritdoc/>
    protected override object EvaluateCore(RenderContext context) =>
        context.InScope(new TemplateScope(context.Scope), () => context.Capture(() => body.Execute(context)));
}
