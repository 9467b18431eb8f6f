namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The functions that every template can call.</summary>
internal static class GlobalFunctions
{
    // What Jinja2's sandbox allows.
    private const long LongestRange = 100_000;

    private static readonly Dictionary<string, TemplateFunction> All = new()
    {
        ["range"] = Range,
        ["dict"] = ToMap,
        ["namespace"] = arguments => new NamespaceValue(ToMap(arguments)),
        ["raise_exception"] = arguments =>
            throw new ChatTemplateException(PythonText.Str(arguments.Required(0, "message"), arguments.Budget)),
        ["strftime_now"] = arguments => PythonDate.Format(arguments.Context.TimeProvider.GetLocalNow(), arguments.Text(0, "format")),
    };

    /// <summary>Sets the functions in a scope.</summary>
    public static void AddTo(TemplateScope scope)
    {
        foreach ((string name, TemplateFunction function) in All)
        {
            scope.Set(name, new FunctionValue(name, function));
        }
    }

    private static ListValue Range(CallArguments arguments)
    {
        bool hasStart = arguments.Positional.Count > 1;
        long start = hasStart ? arguments.Integer(0, "start", 0) : 0;
        long stop = arguments.Integer(hasStart ? 1 : 0, "stop", 0);
        long step = arguments.Integer(2, "step", 1);
        if (step == 0)
        {
            throw arguments.Error("the step is zero");
        }

        Int128 distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        Int128 count = distance <= 0 ? 0 : ((distance - 1) / Int128.Abs(step)) + 1;
        if (count > LongestRange)
        {
            throw arguments.Error($"a range has at most {LongestRange} items");
        }

        arguments.Budget.SpendList((long)count);
        return new ListValue([.. Enumerable.Range(0, (int)count).Select(index => (object?)(start + (index * step)))]);
    }

    private static MapValue ToMap(CallArguments arguments)
    {
        MapValue map = new(arguments.Positional.Count > 0 ? Entries(arguments) : []);
        foreach ((string name, object? value) in arguments.Named)
        {
            map.Set(name, value);
        }

        return map;
    }

    private static IEnumerable<KeyValuePair<object, object?>> Entries(CallArguments arguments) => arguments.Positional[0] switch
    {
        MapValue map => map.Entries,
        ListValue list when list.Items.All(item => item is ListValue { Items: [not null, _] }) =>
            list.Items.Cast<ListValue>().Select(pair => KeyValuePair.Create(pair.Items[0]!, pair.Items[1])),
        _ => throw arguments.Error("a map or a list of pairs is needed"),
    };
}
