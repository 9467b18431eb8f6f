namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A variable.</summary>
internal sealed class NameExpression(string name) : Expression
{
    /// <summary>Gets the name.</summary>
    public string Name => name;

    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) => context.Scope.Get(name);
}
