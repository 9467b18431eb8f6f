namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The text of a block whose filters are written before it.</summary>
internal sealed class BlockValue : Expression
{
    /// <summary>Gets or sets the text; known when the block has been parsed.</summary>
    public Expression? Text { get; set; }

    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) => Text?.Evaluate(context);
}
