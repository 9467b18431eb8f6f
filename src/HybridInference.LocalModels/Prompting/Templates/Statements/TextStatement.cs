namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Text outside of tags.</summary>
internal sealed class TextStatement(string text) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        context.Write(text);
        return Completion.Normal;
    }
}
