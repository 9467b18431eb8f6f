namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The values for a format of the percent operator: a tuple holds several, a map is asked by name.</summary>
internal sealed class PercentArguments(string format, object? values)
{
    private readonly Queue<object?> _inOrder = new(values is ListValue { Kind: ListKind.Tuple } tuple ? tuple.Items : [values]);

    /// <summary>Takes the value of the field whose specification begins at a position, and moves behind its name.</summary>
    public object? Take(ref int position)
    {
        int end = position < format.Length && format[position] == '(' ? format.IndexOf(')', position) : -1;
        if (end < 0)
        {
            return _inOrder.TryDequeue(out object? next) ? next : throw Missing($"too few values for the format '{format}'");
        }

        string name = format[(position + 1)..end];
        position = end + 1;
        return values is MapValue map && map.TryGet(name, out object? value) ? value : throw Missing($"no value '{name}' for the format '{format}'");
    }

    private static ChatTemplateException Missing(string what) => new($"The chat template has {what}.");
}
