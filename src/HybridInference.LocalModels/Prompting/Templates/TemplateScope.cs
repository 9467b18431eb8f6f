namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Variables by name, and the scope around them.</summary>
internal sealed class TemplateScope(TemplateScope? outer)
{
    private readonly Dictionary<string, object?> _variables = [];

    /// <summary>Sets a variable of this scope.</summary>
    public void Set(string name, object? value) => _variables[name] = value;

    /// <summary>Gets a variable of this scope or of one around it.</summary>
    public object? Get(string name)
    {
        for (TemplateScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._variables.TryGetValue(name, out object? value))
            {
                return value;
            }
        }

        return new UndefinedValue(name);
    }

    private TemplateScope? Outer => outer;
}
