namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>One argument of a call: a value, a named value, or a list or map that is spread.</summary>
internal sealed record Argument(Expression Value, string? Name = null, int Stars = 0)
{
    /// <summary>Adds the argument's value or values.</summary>
    public void AddTo(List<object?> positional, List<KeyValuePair<string, object?>> named, RenderContext context)
    {
        object? value = Value.Evaluate(context);
        switch (Stars)
        {
            case 1:
                positional.AddRange(Sequences.Items(value, context.Budget));
                break;
            case 2 when value is MapValue map:
                named.AddRange(map.Entries.Select(entry => KeyValuePair.Create(PythonText.Str(entry.Key, context.Budget), entry.Value)));
                break;
            case 2:
                throw new ChatTemplateException($"The chat template spreads {TypeName.Of(value)} with '**'.");
            default:
                Add(value, positional, named);
                break;
        }
    }

    private void Add(object? value, List<object?> positional, List<KeyValuePair<string, object?>> named)
    {
        if (Name is null)
        {
            positional.Add(value);
        }
        else
        {
            named.Add(KeyValuePair.Create(Name, value));
        }
    }
}
