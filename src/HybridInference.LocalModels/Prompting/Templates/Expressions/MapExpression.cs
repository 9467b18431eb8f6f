namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A dictionary.</summary>
internal sealed class MapExpression(IReadOnlyList<(Expression Key, Expression Value)> entries) : Expression
{
    /// <inheritdoc/>
    protected override object EvaluateCore(RenderContext context)
    {
        MapValue map = new();
        foreach ((Expression key, Expression value) in entries)
        {
            map.Set(key.Evaluate(context), value.Evaluate(context));
        }

        return map;
    }
}
