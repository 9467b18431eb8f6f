namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A call of a function, a method or a macro.</summary>
internal sealed class CallExpression(Expression function, ArgumentList arguments) : Expression
{
    /// <summary>Adds an argument.</summary>
    public CallExpression With(Argument argument) => new(function, arguments.With(argument));

    /// <inheritdoc/>
    protected override object? EvaluateCore(RenderContext context)
    {
        object? value = function.Evaluate(context);
        value = value is LoopState { Recursion: { } recursion } ? recursion : value;
        return value switch
        {
            FunctionValue callee => callee.Call(arguments.Evaluate(callee.Name, context, [])),
            UndefinedValue undefined => throw undefined.Error(),
            _ => throw new ChatTemplateException($"The chat template calls {TypeName.Of(value)}."),
        };
    }
}
