namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A list or a tuple.</summary>
internal sealed class ListExpression(IReadOnlyList<Expression> items, ListKind kind) : Expression
{
    /// <summary>Gets the items.</summary>
    public IReadOnlyList<Expression> Items => items;

    /// <inheritdoc/>
    protected override object EvaluateCore(RenderContext context) =>
        new ListValue([.. items.Select(item => item.Evaluate(context))], kind);
}
