namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The methods of lists that change nothing; Jinja2's sandbox refuses the others too.</summary>
internal static class ListMethods
{
    private static readonly Dictionary<string, TemplateFunction> Methods = new()
    {
        ["count"] = arguments => (long)Items(arguments).Count(item => IsWanted(item, arguments)),
        ["copy"] = arguments => new ListValue(Items(arguments)),
        ["index"] = arguments => Index(arguments),
    };

    /// <summary>Finds a method.</summary>
    public static TemplateFunction? Find(string name) => Methods.GetValueOrDefault(name);

    private static long Index(CallArguments arguments)
    {
        long index = 0;
        foreach (object? item in Items(arguments))
        {
            if (IsWanted(item, arguments))
            {
                return index;
            }

            index++;
        }

        throw arguments.Error("the list has no such item");
    }

    private static bool IsWanted(object? item, CallArguments arguments) =>
        Comparison.AreEqual(item, arguments.Required(1, "value"), arguments.Budget);

    private static IReadOnlyList<object?> Items(CallArguments arguments) => ((ListValue)arguments.Value!).Items;
}
