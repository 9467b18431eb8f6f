namespace HybridInference.OnnxRuntime.Prompting.Templates;

/// <summary>The state of a loop that its variable <c>loop</c> shows.</summary>
internal sealed class LoopState(IReadOnlyList<object?> values)
{
    private object? _lastChanged = new UndefinedValue("changed");

    /// <summary>Gets the items that the loop goes over.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>Makes the variable for one pass.</summary>
    public NamespaceValue ToValue(int index)
    {
        long count = values.Count;
        MapValue loop = new();
        loop.Set("index", index + 1L);
        loop.Set("index0", (long)index);
        loop.Set("revindex", count - index);
        loop.Set("revindex0", count - index - 1);
        loop.Set("first", index == 0);
        loop.Set("last", index == count - 1);
        loop.Set("length", count);
        loop.Set("depth", 1L);
        loop.Set("depth0", 0L);
        loop.Set("previtem", index > 0 ? values[index - 1] : new UndefinedValue("loop.previtem"));
        loop.Set("nextitem", index < count - 1 ? values[index + 1] : new UndefinedValue("loop.nextitem"));
        loop.Set("cycle", new FunctionValue("loop.cycle", arguments => Cycle(arguments, index)));
        loop.Set("changed", new FunctionValue("loop.changed", arguments => HasChanged(arguments)));
        return new NamespaceValue(loop);
    }

    private static object? Cycle(CallArguments arguments, int index) => arguments.Positional.Count > 0
        ? arguments.Positional[index % arguments.Positional.Count]
        : throw arguments.Error("there is nothing to go through");

    private bool HasChanged(CallArguments arguments)
    {
        ListValue current = ListValue.Tuple([.. arguments.Positional]);
        bool hasChanged = !Comparison.AreEqual(_lastChanged, current, arguments.Budget);
        _lastChanged = current;
        return hasChanged;
    }
}
