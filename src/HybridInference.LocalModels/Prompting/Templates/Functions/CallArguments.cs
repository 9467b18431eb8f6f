namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The arguments of a call.</summary>
internal sealed class CallArguments(
    string function,
    RenderContext context,
    IReadOnlyList<object?> positional,
    IReadOnlyList<KeyValuePair<string, object?>> named)
{
    /// <summary>Gets the name of what is called.</summary>
    public string Function => function;

    /// <summary>Gets the rendering that calls.</summary>
    public RenderContext Context => context;

    /// <summary>Gets the budget of the rendering.</summary>
    public RenderBudget Budget => context.Budget;

    /// <summary>Gets the arguments without a name.</summary>
    public IReadOnlyList<object?> Positional => positional;

    /// <summary>Gets the arguments with a name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Named => named;

    /// <summary>Gets the value that a filter or test applies to.</summary>
    public object? Value => Required(0, "value");

    /// <summary>Finds an argument by position or by name.</summary>
    public bool TryGet(int index, string name, out object? value)
    {
        value = null;
        if (index < positional.Count)
        {
            value = positional[index];
            return true;
        }

        foreach (KeyValuePair<string, object?> argument in named)
        {
            if (argument.Key == name)
            {
                value = argument.Value;
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets an argument, or what stands for it where it is absent.</summary>
    public object? Optional(int index, string name, object? absent = null) => TryGet(index, name, out object? value) ? value : absent;

    /// <summary>Gets an argument.</summary>
    public object? Required(int index, string name) =>
        TryGet(index, name, out object? value) ? value : throw Error($"the argument '{name}' is missing");

    /// <summary>Gets an argument that is text.</summary>
    public string Text(int index, string name) =>
        Required(index, name) as string ?? throw Error($"the argument '{name}' must be text");

    /// <summary>Gets an argument that is text, or null where it is absent.</summary>
    public string? OptionalText(int index, string name) => Optional(index, name) is null ? null : Text(index, name);

    /// <summary>Gets an argument that is an integer.</summary>
    public long Integer(int index, string name, long absent) => Optional(index, name, absent) switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        null => absent,
        _ => throw Error($"the argument '{name}' must be an integer"),
    };

    /// <summary>Gets an argument as a condition.</summary>
    public bool Flag(int index, string name, bool absent = false) =>
        TryGet(index, name, out object? value) ? Truth.Of(value) : absent;

    /// <summary>Calls a function for another value, with the arguments from a position on.</summary>
    public CallArguments ForValue(string name, object? value, int firstArgument) =>
        new(name, context, [value, .. positional.Skip(firstArgument)], named);

    /// <summary>Makes the failure of the call.</summary>
    public ChatTemplateException Error(string problem) => new($"In the chat template, '{function}': {problem}.");
}
