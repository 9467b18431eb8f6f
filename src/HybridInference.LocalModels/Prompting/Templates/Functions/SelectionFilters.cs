namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Filters that choose items or change each.</summary>
internal static class SelectionFilters
{
    /// <summary>Gets an attribute of every item, or applies a filter to it.</summary>
    public static object Map(CallArguments arguments)
    {
        Func<object?, object?> change = arguments.Positional.Count > 1 ? Filter(arguments) : Attribute(arguments);
        return new ListValue([.. ListFilters.Items(arguments).Select(change)], ListKind.Generator);
    }

    /// <summary>Chooses items by a test.</summary>
    public static object Select(CallArguments arguments, bool isWanted) =>
        Select(arguments, Test(arguments, nameIndex: 1), isWanted);

    /// <summary>Chooses items by a test of an attribute.</summary>
    public static object SelectByAttribute(CallArguments arguments, bool isWanted)
    {
        object? attribute = arguments.Required(1, "attribute");
        Func<object?, bool> test = Test(arguments, nameIndex: 2);
        return Select(arguments, item => test(Attributes.GetPath(item, attribute)), isWanted);
    }

    private static ListValue Select(CallArguments arguments, Func<object?, bool> test, bool isWanted) =>
        new([.. ListFilters.Items(arguments).Where(item => test(item) == isWanted)], ListKind.Generator);

    private static Func<object?, bool> Test(CallArguments arguments, int nameIndex)
    {
        if (arguments.Positional.Count <= nameIndex)
        {
            return Truth.Of;
        }

        string name = arguments.Text(nameIndex, "test");
        TemplateFunction test = ValueTests.Get(name);
        return value => Truth.Of(test(arguments.ForValue(name, value, nameIndex + 1)));
    }

    private static Func<object?, object?> Filter(CallArguments arguments)
    {
        string name = arguments.Text(1, "filter");
        TemplateFunction filter = Filters.Get(name);
        return value => filter(arguments.ForValue(name, value, firstArgument: 2));
    }

    private static Func<object?, object?> Attribute(CallArguments arguments)
    {
        object? attribute = arguments.Required(1, "attribute");
        bool hasDefault = arguments.TryGet(int.MaxValue, "default", out object? absent);
        return item => Attributes.GetPath(item, attribute) is var value && value is UndefinedValue && hasDefault ? absent : value;
    }
}
