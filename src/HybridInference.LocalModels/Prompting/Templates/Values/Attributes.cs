namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Attributes and items: <c>x.name</c> looks for a method first, <c>x['name']</c> for an item, as in Jinja2.</summary>
internal static class Attributes
{
    /// <summary>Gets <c>value.name</c>.</summary>
    public static object? Get(object? value, string name)
    {
        if (value is UndefinedValue undefined)
        {
            throw undefined.Error();
        }

        return Method(value, name) ?? (TryGetItem(value, name, out object? item) ? item : new UndefinedValue(name));
    }

    /// <summary>Gets <c>value[key]</c>.</summary>
    public static object? GetItem(object? value, object? key)
    {
        if (value is UndefinedValue undefined)
        {
            throw undefined.Error();
        }

        if (TryGetItem(value, key, out object? item))
        {
            return item;
        }

        return key is string name && Method(value, name) is object method ? method : new UndefinedValue(key as string ?? "item");
    }

    /// <summary>Gets what the <c>attribute</c> argument of a filter names: names and indices with dots between.</summary>
    public static object? GetPath(object? value, object? path)
    {
        if (path is not string text)
        {
            return GetItem(value, path);
        }

        return text.Split('.').Aggregate(value, (current, part) => GetItem(current, long.TryParse(part, out long index) ? index : part));
    }

    private static FunctionValue? Method(object? value, string name)
    {
        TemplateFunction? method = value switch
        {
            string => StringMethods.Find(name),
            MapValue => MapMethods.Find(name),
            ListValue => ListMethods.Find(name),
            _ => null,
        };
        return method is null ? null : new FunctionValue(name, arguments => method(arguments.ForValue(name, value, firstArgument: 0)));
    }

    private static bool TryGetItem(object? value, object? key, out object? item)
    {
        item = null;
        switch (value)
        {
            case MapValue map:
                return map.TryGet(key, out item);
            case NamespaceValue variables:
                return variables.Attributes.TryGet(key, out item);
            case LoopState loop:
                return loop.TryGet(key as string, out item);
            case ListValue list when Numbers.TryInteger(key, out long index):
                return TryGetAt(list.Items, index, out item);
            case string text when Numbers.TryInteger(key, out long index):
                return TryGetAt(text, index, out item);
            default:
                return false;
        }
    }

    private static bool TryGetAt(IReadOnlyList<object?> items, long index, out object? item)
    {
        index += index < 0 ? items.Count : 0;
        bool exists = index >= 0 && index < items.Count;
        item = exists ? items[(int)index] : null;
        return exists;
    }

    private static bool TryGetAt(string text, long index, out object? item)
    {
        int count = CodePoints.Count(text);
        index += index < 0 ? count : 0;
        bool exists = index >= 0 && index < count;
        item = exists ? CodePoints.Slice(text, (int)index, (int)index + 1) : null;
        return exists;
    }
}
