namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed class LoopControlStatement(Completion completion) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context) => completion;
}
