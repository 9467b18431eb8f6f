namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The variable <c>loop</c>: one object for the whole loop, as in Jinja2, which tells about the item at hand.</summary>
internal sealed class LoopState(IReadOnlyList<object?> values, int depth, FunctionValue? recursion)
{
    private static readonly Dictionary<string, Func<LoopState, object?>> Attributes = new()
    {
        ["index"] = loop => loop.Index + 1L,
        ["index0"] = loop => (long)loop.Index,
        ["revindex"] = loop => (long)loop.Values.Count - loop.Index,
        ["revindex0"] = loop => loop.Values.Count - loop.Index - 1L,
        ["first"] = loop => loop.Index == 0,
        ["last"] = loop => loop.Index == loop.Values.Count - 1,
        ["length"] = loop => (long)loop.Values.Count,
        ["depth"] = loop => loop.Depth + 1L,
        ["depth0"] = loop => (long)loop.Depth,
        ["previtem"] = loop => loop.ItemAt(loop.Index - 1, "loop.previtem"),
        ["nextitem"] = loop => loop.ItemAt(loop.Index + 1, "loop.nextitem"),
        ["cycle"] = loop => new FunctionValue("loop.cycle", loop.Cycle),
        ["changed"] = loop => new FunctionValue("loop.changed", arguments => loop.HasChanged(arguments)),
    };

    private object? _lastChanged = new UndefinedValue("changed");

    /// <summary>Gets the items that the loop goes over.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>Gets how many loops of a recursive one are around this one.</summary>
    public int Depth => depth;

    /// <summary>Gets the loop as a function of other items; null where it is not recursive.</summary>
    public FunctionValue? Recursion => recursion;

    /// <summary>Gets or sets the index of the item at hand.</summary>
    public int Index { get; set; }

    /// <summary>Gets an attribute.</summary>
    public bool TryGet(string? name, out object? value)
    {
        bool exists = Attributes.TryGetValue(name ?? "", out Func<LoopState, object?>? read);
        value = read?.Invoke(this);
        return exists;
    }

    private object? ItemAt(int index, string name) => index >= 0 && index < values.Count ? values[index] : new UndefinedValue(name);

    private object? Cycle(CallArguments arguments) => arguments.Positional.Count > 0
        ? arguments.Positional[Index % arguments.Positional.Count]
        : throw arguments.Error("there is nothing to go through");

    private bool HasChanged(CallArguments arguments)
    {
        ListValue current = ListValue.Tuple([.. arguments.Positional]);
        bool hasChanged = !Comparison.AreEqual(_lastChanged, current, arguments.Budget);
        _lastChanged = current;
        return hasChanged;
    }
}
