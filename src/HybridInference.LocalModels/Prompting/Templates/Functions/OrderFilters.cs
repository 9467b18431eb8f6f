namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Filters that put items in order or compare them; text is compared without regard to case unless asked otherwise.</summary>
internal static class OrderFilters
{
    /// <summary>Sorts items, or by an attribute of each.</summary>
    public static object Sort(CallArguments arguments)
    {
        object? attribute = arguments.Optional(3, "attribute");
        bool isCaseSensitive = arguments.Flag(2, "case_sensitive");
        return new ListValue(Sort(
            ListFilters.Items(arguments),
            item => Key(attribute is null ? item : Attributes.GetPath(item, attribute), isCaseSensitive),
            arguments.Flag(1, "reverse"),
            arguments.Budget));
    }

    /// <summary>Sorts the entries of a map by key or by value.</summary>
    public static object SortMap(CallArguments arguments)
    {
        bool isCaseSensitive = arguments.Flag(1, "case_sensitive");
        int part = (arguments.OptionalText(2, "by") ?? "key") == "value" ? 1 : 0;
        return new ListValue(Sort(
            ((ListValue)MapMethods.Items(arguments)).Items,
            entry => Key(((ListValue)entry!).Items[part], isCaseSensitive),
            arguments.Flag(3, "reverse"),
            arguments.Budget));
    }

    /// <summary>Leaves out items that were there before.</summary>
    public static object Unique(CallArguments arguments)
    {
        bool isCaseSensitive = arguments.Flag(1, "case_sensitive");
        object? attribute = arguments.Optional(2, "attribute");
        List<object?> keys = [];
        List<object?> unique = [];
        foreach (object? item in ListFilters.Items(arguments))
        {
            object? key = Key(attribute is null ? item : Attributes.GetPath(item, attribute), isCaseSensitive);
            if (!keys.Exists(known => Comparison.AreEqual(known, key, arguments.Budget)))
            {
                keys.Add(key);
                unique.Add(item);
            }
        }

        return new ListValue(unique, ListKind.Generator);
    }

    /// <summary>Gets the smallest or the largest item.</summary>
    public static object? Extreme(CallArguments arguments, bool isLast)
    {
        bool isCaseSensitive = arguments.Flag(1, "case_sensitive");
        object? attribute = arguments.Optional(2, "attribute");
        List<object?> sorted = Sort(
            ListFilters.Items(arguments),
            item => Key(attribute is null ? item : Attributes.GetPath(item, attribute), isCaseSensitive),
            isReversed: isLast,
            arguments.Budget);
        return sorted.Count > 0 ? sorted[0] : new UndefinedValue(arguments.Function);
    }

    /// <summary>Groups items by an attribute: pairs of the attribute's value and the list of items.</summary>
    public static object GroupBy(CallArguments arguments)
    {
        object? attribute = arguments.Required(1, "attribute");
        bool isCaseSensitive = arguments.Flag(3, "case_sensitive");
        List<(object? Key, List<object?> Items)> groups = [];
        List<object?> sorted = Sort(
            ListFilters.Items(arguments),
            item => Key(Attributes.GetPath(item, attribute), isCaseSensitive),
            isReversed: false,
            arguments.Budget);
        foreach (object? item in sorted)
        {
            object? value = Attributes.GetPath(item, attribute);
            object? key = Key(value, isCaseSensitive);
            if (groups.Count == 0 || !Comparison.AreEqual(Key(groups[^1].Key, isCaseSensitive), key, arguments.Budget))
            {
                groups.Add((value, []));
            }

            groups[^1].Items.Add(item);
        }

        return new ListValue([.. groups.Select(group => ListValue.Tuple(group.Key, new ListValue(group.Items)))]);
    }

    private static object? Key(object? value, bool isCaseSensitive) =>
        !isCaseSensitive && value is string text ? text.ToLowerInvariant() : value;

    private static List<object?> Sort(
        IReadOnlyList<object?> items, Func<object?, object?> key, bool isReversed, RenderBudget budget)
    {
        Comparer<object?> comparer = Comparer<object?>.Create((left, right) => Comparison.Compare(left, right, budget));
        return [.. isReversed ? items.OrderByDescending(key, comparer) : items.OrderBy(key, comparer)];
    }
}
