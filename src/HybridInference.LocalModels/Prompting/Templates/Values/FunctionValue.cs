namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Something that a template can call: a global function, a method or a macro.</summary>
internal sealed class FunctionValue(string name, TemplateFunction function)
{
    /// <summary>Gets the name.</summary>
    public string Name => name;

    /// <summary>Calls the function.</summary>
    public object? Call(CallArguments arguments) => function(arguments);
}
