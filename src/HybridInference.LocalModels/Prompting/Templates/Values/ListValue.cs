namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>A list, a tuple or the result of a filter that gives items one by one.</summary>
internal sealed class ListValue(IReadOnlyList<object?> items, ListKind kind = ListKind.List)
{
    /// <summary>Gets the items.</summary>
    public IReadOnlyList<object?> Items => items;

    /// <summary>Gets what the value is to Python.</summary>
    public ListKind Kind => kind;

    /// <summary>Makes a tuple.</summary>
    public static ListValue Tuple(params IReadOnlyList<object?> items) => new(items, ListKind.Tuple);
}
