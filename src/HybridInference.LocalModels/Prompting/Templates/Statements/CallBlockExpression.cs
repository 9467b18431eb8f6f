namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>call function(arguments)</c>: a call that hands a block over as the function <c>caller</c>.</summary>
internal sealed class CallBlockExpression(CallExpression call, Macro block) : Expression
{
    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context) =>
        call.With(new Argument(new LiteralExpression(block.ToFunction(context.Scope)), "caller")).Evaluate(context);
}
