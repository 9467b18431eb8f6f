namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The methods of maps that change nothing; Jinja2's sandbox refuses the others too.</summary>
internal static class MapMethods
{
    private static readonly Dictionary<string, TemplateFunction> Methods = new()
    {
        ["items"] = Items,
        ["keys"] = arguments => new ListValue([.. Map(arguments).Keys]),
        ["values"] = arguments => new ListValue([.. Map(arguments).Entries.Select(entry => entry.Value)]),
        ["get"] = Get,
        ["copy"] = arguments => new MapValue(Map(arguments).Entries),
    };

    /// <summary>Finds a method.</summary>
    public static TemplateFunction? Find(string name) => Methods.GetValueOrDefault(name);

    /// <summary>Gets the entries as pairs.</summary>
    public static object Items(CallArguments arguments)
    {
        MapValue map = Map(arguments);
        arguments.Budget.SpendList(map.Count);
        return new ListValue([.. map.Entries.Select(entry => ListValue.Tuple(entry.Key, entry.Value))]);
    }

    private static object? Get(CallArguments arguments) =>
        Map(arguments).TryGet(arguments.Required(1, "key"), out object? value) ? value : arguments.Optional(2, "default");

    private static MapValue Map(CallArguments arguments) =>
        arguments.Value as MapValue ?? throw arguments.Error($"a map is needed, not {TypeName.Of(arguments.Value)}");
}
