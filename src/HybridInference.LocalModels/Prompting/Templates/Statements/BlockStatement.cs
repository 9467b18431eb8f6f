namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Statements one after the other.</summary>
internal sealed class BlockStatement(IReadOnlyList<Statement> statements) : Statement
{
    /// <inheritdoc/>
    protected override Completion ExecuteCore(RenderContext context)
    {
        foreach (Statement statement in statements)
        {
            Completion completion = statement.Execute(context);
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }
}
