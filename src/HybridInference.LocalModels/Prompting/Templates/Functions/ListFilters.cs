namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Filters of lists.</summary>
internal static class ListFilters
{
    /// <summary>Gets the items of the value.</summary>
    public static IReadOnlyList<object?> Items(CallArguments arguments) => Sequences.Items(arguments.Value, arguments.Budget);

    /// <summary>Gets the first or the last item.</summary>
    public static object? ItemOrUndefined(CallArguments arguments, bool isLast)
    {
        IReadOnlyList<object?> items = Items(arguments);
        return items.Count == 0 ? new UndefinedValue(arguments.Function) : items[isLast ? items.Count - 1 : 0];
    }

    /// <summary>Joins the items, or an attribute of each, with a text between them.</summary>
    public static object Join(CallArguments arguments)
    {
        object? attribute = arguments.Optional(2, "attribute");
        IReadOnlyList<object?> items = Items(arguments);
        return TextReplacing.Join(
            PythonText.Str(arguments.Optional(1, "d", ""), arguments.Budget),
            attribute is null ? items : [.. items.Select(item => Attributes.GetPath(item, attribute))],
            arguments);
    }

    /// <summary>Turns the order of items or characters round.</summary>
    public static object Reverse(CallArguments arguments)
    {
        IEnumerable<object?> items = Items(arguments).Reverse();
        return arguments.Value is string ? string.Concat(items) : new ListValue([.. items], ListKind.Generator);
    }

    /// <summary>Adds the items, or an attribute of each, to a start.</summary>
    public static object? Sum(CallArguments arguments)
    {
        object? attribute = arguments.Optional(1, "attribute");
        IEnumerable<object?> items = Items(arguments).Select(item => attribute is null ? item : Attributes.GetPath(item, attribute));
        return items.Aggregate(
            arguments.Optional(2, "start", 0L),
            (sum, item) => Arithmetic.Apply("+", sum, item, arguments.Budget));
    }

    /// <summary>Makes lists of so many items each.</summary>
    public static object Batch(CallArguments arguments)
    {
        int count = (int)Math.Clamp(arguments.Integer(1, "linecount", 1), 1, RenderBudget.LongestList);
        List<object?> batches = [];
        foreach (object?[] items in Items(arguments).Chunk(count))
        {
            int missing = arguments.Optional(2, "fill_with") is null ? 0 : count - items.Length;
            arguments.Budget.SpendList(missing);
            batches.Add(new ListValue([.. items, .. Enumerable.Repeat(arguments.Optional(2, "fill_with"), missing)]));
        }

        return new ListValue(batches, ListKind.Generator);
    }
}
