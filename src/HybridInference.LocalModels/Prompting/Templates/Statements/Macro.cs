namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A macro: a function that a template defines, whose value is the text that it writes.</summary>
internal sealed class Macro(string name, IReadOnlyList<MacroParameter> parameters, Statement body)
{
    /// <summary>Makes the function of the macro, which sees the variables around its definition.</summary>
    public FunctionValue ToFunction(TemplateScope definition) =>
        new(name, arguments => Call(arguments, definition));

    private string Call(CallArguments arguments, TemplateScope definition)
    {
        RenderContext context = arguments.Context;
        context.Budget.Enter();
        TemplateScope scope = new(definition);
        string text = context.InScope(scope, () =>
        {
            SetParameters(arguments, scope);
            return context.Capture(() => body.Execute(context));
        });
        context.Budget.Leave();
        return text;
    }

    private void SetParameters(CallArguments arguments, TemplateScope scope)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            MacroParameter parameter = parameters[i];
            bool isGiven = arguments.TryGet(i, parameter.Name, out object? value);
            scope.Set(parameter.Name, isGiven ? value : parameter.Default.Evaluate(arguments.Context));
        }

        scope.Set("varargs", ListValue.Tuple([.. arguments.Positional.Skip(parameters.Count)]));
        scope.Set("kwargs", new MapValue(arguments.Named
            .Where(argument => parameters.All(parameter => parameter.Name != argument.Key))
            .Select(argument => KeyValuePair.Create((object)argument.Key, argument.Value))));
        scope.Set("caller", arguments.Optional(int.MaxValue, "caller", new UndefinedValue("caller")));
    }
}
